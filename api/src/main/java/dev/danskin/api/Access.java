package dev.danskin.api;

/** What an attack needs of its target, and a solver of its objective; checked by name before anything runs. */
public enum Access {
  /** The class of an input: {@link Decides}. */
  DECISIONS,
  /** The scores of all classes: {@link Scores}. */
  SCORES,
  /** Scores and their derivatives: {@link Model}. */
  GRADIENTS
}
