package dev.danskin.solvers.smooth;

/** φ(a) ≤ φ(0) + μ a φ'(0) and φ'(a) ≥ η φ'(0) (Wolfe 1969); in the strong form |φ'(a)| ≤ η |φ'(0)|. */
record Wolfe(Sample start, double ftol, double gtol, boolean strong) {
  boolean decreases(Sample s) {
    return s.value() <= start.value() + ftol * s.step() * start.slope();
  }

  boolean flattens(Sample s) {
    return (strong ? Math.abs(s.slope()) : -s.slope()) <= -gtol * start.slope();
  }

  boolean holds(Sample s) {
    return decreases(s) && flattens(s);
  }

  static void check(double ftol, double gtol, int evaluations) {
    if (!(ftol > 0 && ftol < 1 && gtol > 0 && gtol < 1)) {
      throw new IllegalArgumentException("expected ftol and gtol in (0, 1), found " + ftol + " and " + gtol);
    }
    checkEvaluations(evaluations);
  }

  static void checkEvaluations(int evaluations) {
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least one evaluation a search, found " + evaluations);
    }
  }
}
