package dev.danskin.solvers.smooth;

/** How far to go along a line on which f falls at first. An immutable description. */
public interface LineSearch {
  /**
   * Looks for a step. Points where f is undefined are gone round by shorter steps.
   *
   * @param line with a negative slope at its start
   * @param first the step to try first, &gt; 0 and at most the line's largest
   */
  Found search(Line line, double first);

  /** Most samples of one search, ≥ 1. */
  int evaluations();

  /**
   * What a search found.
   *
   * @param sample where to go on; the line's start if no step is better
   * @param failure why the search ended without a step that meets its conditions; empty if the step does
   */
  record Found(Sample sample, String failure) {
    /** A step that meets the conditions. */
    public Found(Sample sample) {
      this(sample, "");
    }

    /** Whether the step meets the conditions. */
    public boolean met() {
      return failure.isEmpty();
    }
  }
}
