/** Looks at a model before its robustness is measured. Start with {@link dev.danskin.attacks.diagnostics.Soundness}. */
package dev.danskin.attacks.diagnostics;
