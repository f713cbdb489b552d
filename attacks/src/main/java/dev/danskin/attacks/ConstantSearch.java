package dev.danskin.attacks;

/** A search for the least constant of a penalty with which a model is fooled: tenfold until it is, then bisection. */
final class ConstantSearch {
  /** From so many stages on, the last one repeats the largest constant that has worked. */
  private static final int MANY = 10;
  private static final double LARGEST = 1e10;

  private final int stages;
  private double constant;
  private double lower;
  private double upper = Double.POSITIVE_INFINITY;
  private boolean fooled;
  private int stage;

  ConstantSearch(double first, int stages) {
    constant = first;
    this.stages = stages;
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
    stage++;
    if (stage == stages - 1 && stages >= MANY) {
      constant = Math.min(upper, LARGEST);
    }
    return stage < stages;
  }
}
