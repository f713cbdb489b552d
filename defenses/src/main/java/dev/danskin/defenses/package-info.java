/**
 * Robust training: min over θ of a worst case over δ. Begin with {@link dev.danskin.defenses.AdversarialTraining}; solvers
 * and attacks come in as arguments.
 */
package dev.danskin.defenses;
