package dev.danskin.api;

/** What an attack needs of its target, and a solver of its objective; checked by name before anything runs. */
public enum Access {
  DECISIONS, SCORES, GRADIENTS
}
