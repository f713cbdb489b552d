package dev.danskin.attacks;

/** A search for the least constant of a penalty with which a model is fooled: tenfold until it is, then bisection. */
final class ConstantSearch {
  /** From so many stages on, the last one repeats the largest constant that has worked. */
  private static final int MANY = 10;
  private static final double LARGEST = 1e10;

  /** A stage is stuck when its objective has not fallen below this share of what it was at the last look. */
  private static final double NO_LESS = 0.9999;

  private final int stages;
  private final int between;
  private double before = Double.POSITIVE_INFINITY;
  private double constant;
  private double lower;
  private double upper = Double.POSITIVE_INFINITY;
  private boolean fooled;
  private int stage;

  /** @param steps of a stage; its objective is looked at ten times */
  ConstantSearch(double first, int stages, int steps) {
    constant = first;
    this.stages = stages;
    between = (steps + 9) / 10;
  }

  /** Tells the objective before a step, counted from 0; true where the stage has made no progress since the last look. */
  boolean stuck(int step, double objective) {
    if (step % between != 0) {
      return false;
    }
    boolean stuck = !(objective <= NO_LESS * before);
    before = objective;
    return stuck;
  }

  double constant() {
    return constant;
  }

  /** Tells that the model was fooled with the present constant. */
  void fooled() {
    fooled = true;
  }

  /** Goes to the next constant; false when all stages are done. */
  boolean next() {
    if (fooled) {
      upper = constant;
    } else {
      lower = constant;
    }
    constant = upper == Double.POSITIVE_INFINITY ? constant * 10 : (lower + upper) / 2;
    fooled = false;
    before = Double.POSITIVE_INFINITY;
    stage++;
    if (stage == stages - 1 && stages >= MANY) {
      constant = Math.min(upper, LARGEST);
    }
    return stage < stages;
  }
}
