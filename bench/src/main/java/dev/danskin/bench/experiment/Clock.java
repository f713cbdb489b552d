package dev.danskin.bench.experiment;

/**
 * The numbers of evaluations at which COCO looks at a run: ⌊10^(k/20)⌋ and D · {1, 2, 5} · 10^k (Hansen et al.: COCO, a platform for
 * comparing continuous optimizers in a black-box setting; OMS 2021).
 */
final class Clock {
  private static final int PER_DECADE = 20;
  private static final int[] MANTISSAS = {1, 2, 5};
  private final long dimension;
  private int k;
  private int m;

  Clock(int dimension) {
    this.dimension = dimension;
  }

  /** The least of these numbers that is greater than {@code evaluations}; asked for in ascending order. */
  long after(long evaluations) {
    while (ofPowers() <= evaluations) {
      k++;
    }
    while (ofDimension() <= evaluations) {
      m++;
    }
    return Math.min(ofPowers(), ofDimension());
  }

  private long ofPowers() {
    return k % PER_DECADE == 0 ? power(k / PER_DECADE) : (long) StrictMath.pow(10, (double) k / PER_DECADE);
  }

  private long ofDimension() {
    return dimension * MANTISSAS[m % MANTISSAS.length] * power(m / MANTISSAS.length);
  }

  private static long power(int exponent) {
    long p = 1;
    for (int i = 0; i < exponent; i++) {
      p *= 10;
    }
    return p;
  }
}
