package dev.danskin.solvers;

/** A factor on the rate as a function of progress t/T in [0, 1). */
public enum Schedule {
  /** 1. */
  CONSTANT,
  /** 1 − t/T. */
  LINEAR,
  /** (1 + cos(π t/T)) / 2. */
  COSINE,
  /** 1, from half of the steps on 1/10, from three quarters on 1/100. */
  STEPS;

  /** The factor at step {@code t} of {@code total}, 0 ≤ t &lt; total; in [0, 1]. */
  public double at(int t, int total) {
    double progress = (double) t / total;
    return switch (this) {
      case CONSTANT -> 1;
      case LINEAR -> 1 - progress;
      case COSINE -> (1 + StrictMath.cos(StrictMath.PI * progress)) / 2;
      case STEPS -> progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
    };
  }

  /**
   * With warm-up: over the first W = ⌊warmup · total⌋ steps the factor is (t + 1)/W, then this schedule runs over the rest.
   *
   * @param warmup in [0, 1)
   * @return in [0, 1]
   */
  public double at(int t, int total, double warmup) {
    int rising = (int) (warmup * total);
    return t < rising ? (t + 1.0) / rising : at(t - rising, total - rising);
  }
}
