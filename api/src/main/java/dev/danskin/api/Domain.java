package dev.danskin.api;

import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * The valid inputs of a model: a box with bounds per feature, and which features an adversary may change. ε and box are
 * in the units of the data. Immutable.
 */
public final class Domain {
  private final int[] shape;
  private final double[] lower;
  private final double[] upper;
  private final boolean[] mutable;
  /** Whether all features may change within the same bounds. */
  private final boolean uniform;

  private Domain(int[] shape, double[] lower, double[] upper, boolean[] mutable) {
    this.shape = shape.clone();
    this.lower = lower;
    this.upper = upper;
    this.mutable = mutable;
    uniform = lower.length > 0 && uniform(lower, upper, mutable);
  }

  private static boolean uniform(double[] lower, double[] upper, boolean[] mutable) {
    boolean same = true;
    for (int i = 0; i < lower.length; i++) {
      same &= mutable[i] && lower[i] == lower[0] && upper[i] == upper[0];
    }
    return same;
  }

  /**
   * A box in which every feature may change.
   *
   * @param shape the shape of one input, without instance axis
   * @param lower the least valid value of each feature, C order
   * @param upper the largest
   * @throws IllegalArgumentException unless there are as many bounds as features and lower ≤ upper for each
   */
  public static Domain of(int[] shape, double[] lower, double[] upper) {
    int d = Shape.rows(1, shape).rowSize();
    if (lower.length != d || upper.length != d) {
      throw new IllegalArgumentException("expected " + d + " lower and upper bounds, found " + lower.length + " and " + upper.length);
    }
    for (int i = 0; i < d; i++) {
      if (!(lower[i] <= upper[i])) {
        throw new IllegalArgumentException("expected lower ≤ upper at feature " + i + ", found [" + lower[i] + ", " + upper[i] + "]");
      }
    }
    boolean[] all = new boolean[d];
    Arrays.fill(all, true);
    return new Domain(shape, lower.clone(), upper.clone(), all);
  }

  /** The same bounds for every feature. */
  public static Domain interval(double lower, double upper, int... shape) {
    double[] lo = new double[Shape.rows(1, shape).rowSize()];
    double[] hi = lo.clone();
    Arrays.fill(lo, lower);
    Arrays.fill(hi, upper);
    return of(shape, lo, hi);
  }

  /** [0, 1] for every feature. */
  public static Domain unit(int... shape) {
    return interval(0, 1, shape);
  }

  /**
   * The same bounds; features where {@code mutable} is false must not be changed.
   *
   * @throws IllegalArgumentException unless there is one entry per feature
   */
  public Domain masked(boolean... mutable) {
    if (mutable.length != lower.length) {
      throw new IllegalArgumentException("expected a mask of " + lower.length + " features, found " + mutable.length);
    }
    return new Domain(shape, lower, upper, mutable.clone());
  }

  /** The shape of one input, without instance axis, copied. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of features of one input, d. */
  public int features() {
    return lower.length;
  }

  /** The least valid value of a feature, 0 ≤ feature &lt; d in C order. */
  public double lower(int feature) {
    return lower[feature];
  }

  /** The largest valid value of a feature, 0 ≤ feature &lt; d in C order. */
  public double upper(int feature) {
    return upper[feature];
  }

  /** Whether an adversary may change the feature. */
  public boolean mutable(int feature) {
    return mutable[feature];
  }

  /**
   * The perturbations δ with x + δ valid: lower − x ≤ δ ≤ upper − x, and δ = 0 at features that must not change.
   *
   * @param x [n, …], valid inputs of d features
   * @throws IllegalArgumentException if x has another number of features
   */
  public Box room(Tensor x) {
    match(x);
    if (uniform) {
      return new Box(new Bounds.Around(x, lower[0], upper[0], Double.POSITIVE_INFINITY));
    }
    Tensor low = x.mapRows((r, v) -> {
      for (int i = 0; i < v.length; i++) {
        v[i] = mutable[i] ? -(v[i] - lower[i]) : 0;
      }
    }, x.like());
    Tensor high = x.mapRows((r, v) -> {
      for (int i = 0; i < v.length; i++) {
        v[i] = mutable[i] ? upper[i] - v[i] : 0;
      }
    }, x.like());
    return new Box(low, high);
  }

  /**
   * The nearest valid inputs, max(lower, min(upper, x)), written to {@code out}; NaN stays NaN.
   *
   * @throws IllegalArgumentException if x has another number of features
   */
  public Tensor clamp(Tensor x, Tensor out) {
    match(x);
    return x.mapRows((r, v) -> {
      for (int i = 0; i < v.length; i++) {
        v[i] = Math.min(Math.max(v[i], lower[i]), upper[i]);
      }
    }, out);
  }

  /**
   * Looks whether inputs are valid.
   *
   * @param ids the examples' ids, for the message
   * @throws IllegalArgumentException naming the first instance and feature that is not finite or out of bounds by more
   *     than rounding
   */
  public void check(Tensor x, long[] ids) {
    match(x);
    double[] row = new double[x.rowSize()];
    for (int r = 0; r < x.rows(); r++) {
      x.read(r, row);
      for (int i = 0; i < row.length; i++) {
        double slack = 1e-6 * Math.max(1, Math.abs(row[i]));
        if (!(row[i] >= lower[i] - slack && row[i] <= upper[i] + slack)) {
          throw new IllegalArgumentException("example " + ids[r] + ", feature " + i + ": expected a value in ["
              + lower[i] + ", " + upper[i] + "], found " + row[i] + "; correct the data or the domain");
        }
      }
    }
  }

  private void match(Tensor x) {
    if (x.rowSize() != lower.length) {
      throw new IllegalArgumentException("expected inputs of shape " + Arrays.toString(shape) + ", found "
          + Arrays.toString(x.shape().row()));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Domain d && Arrays.equals(shape, d.shape) && Arrays.equals(lower, d.lower)
        && Arrays.equals(upper, d.upper) && Arrays.equals(mutable, d.mutable);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape) * 31 + Arrays.hashCode(lower);
  }
}
