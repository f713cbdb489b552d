/** Classifiers that are operator graphs run by a backend. Start with {@link dev.danskin.models.Network}. */
package dev.danskin.models;
