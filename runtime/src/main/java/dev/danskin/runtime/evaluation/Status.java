package dev.danskin.runtime.evaluation;

import java.util.Locale;

/** What became of an example under an attack. */
public enum Status {
  /** Wrong before any attack; not robust, and attacks spend nothing on it. */
  MISCLASSIFIED,
  /** The attack found an input that the model gets wrong. */
  FOOLED,
  /** The attack did all it could and failed. */
  NOT_FOOLED,
  /** Nothing was spent: the budget does not pay for the first look. */
  NOT_STARTED,
  /** The budget ended before the attack did. */
  OUT_OF_BUDGET,
  /** A value was not finite, or did not repeat. */
  UNSTABLE,
  /** The attack itself failed: it threw an exception, or its answer is not what it claims. Says nothing about the model. */
  FAILED;

  /** As written in files: lower case with hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the example counts as robust: right when clean and not known to be fooled. */
  public boolean robust() {
    return this == NOT_FOOLED || this == OUT_OF_BUDGET || this == NOT_STARTED || this == FAILED;
  }
}
