package dev.danskin.api;

import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The valid inputs of a model: a box with bounds per feature, which features an adversary may change, and one-hot groups,
 * of which exactly one feature is 1 and the others are 0. ε and box are in the units of the data. Immutable.
 */
public final class Domain {
  private final int[] shape;
  private final double[] lower;
  private final double[] upper;
  private final boolean[] mutable;
  private final List<int[]> groups;
  /** Whether all features may change within the same bounds. */
  private final boolean uniform;

  private Domain(int[] shape, double[] lower, double[] upper, boolean[] mutable, List<int[]> groups) {
    this.shape = shape.clone();
    this.lower = lower;
    this.upper = upper;
    this.mutable = mutable;
    this.groups = groups;
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
    return new Domain(shape, lower.clone(), upper.clone(), all, List.of());
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
    return new Domain(shape, lower, upper, mutable.clone(), groups);
  }

  /**
   * The same domain with one more one-hot group: of these features exactly one is 1, the others are 0. Where all of a group
   * must not change its category is fixed; where some must not, those categories can be neither left nor chosen.
   *
   * @param features at least two, each in [0, d), none in a group already, each with the bounds [0, 1]
   * @throws IllegalArgumentException if they are not
   */
  public Domain oneHot(int... features) {
    return oneHot(List.of(features));
  }

  /**
   * As {@link #oneHot(int...)}, several groups.
   *
   * @throws IllegalArgumentException if one of them is none
   */
  public Domain oneHot(List<int[]> more) {
    boolean[] taken = new boolean[lower.length];
    groups.forEach(g -> Arrays.stream(g).forEach(i -> taken[i] = true));
    List<int[]> all = new ArrayList<>(groups);
    for (int[] group : more) {
      grouped(group, taken);
      all.add(group.clone());
    }
    return new Domain(shape, lower, upper, mutable, List.copyOf(all));
  }

  private void grouped(int[] group, boolean[] taken) {
    if (group.length < 2) {
      throw new IllegalArgumentException("expected a one-hot group of at least 2 features, found " + group.length);
    }
    for (int i : group) {
      if (i < 0 || i >= lower.length || taken[i]) {
        throw new IllegalArgumentException("expected a one-hot group of features from 0 to " + (lower.length - 1)
            + " that are in no group yet, found feature " + i);
      }
      if (lower[i] != 0 || upper[i] != 1) {
        throw new IllegalArgumentException("expected bounds [0, 1] for feature " + i + " of a one-hot group, found [" + lower[i] + ", "
            + upper[i] + "]");
      }
      taken[i] = true;
    }
  }

  /** The one-hot groups, each the features of which exactly one is 1, copied. */
  public List<int[]> groups() {
    return groups.stream().map(int[]::clone).toList();
  }

  /** Whether there are one-hot groups: then the perturbations that keep inputs valid are no box. */
  public boolean isGrouped() {
    return !groups.isEmpty();
  }

  /** One valid input, [1, …]: of each feature the value nearest to 0, of each group the first. */
  public Tensor point() {
    double[] row = new double[lower.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.min(Math.max(0, lower[i]), upper[i]);
    }
    groups.forEach(g -> row[g[0]] = 1);
    return Tensor.of(row, Shape.rows(1, shape).extents());
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
   * The perturbations δ with x + δ within bounds: lower − x ≤ δ ≤ upper − x, and δ = 0 at features that must not change. Of
   * one-hot groups it knows the bounds only; {@link dev.danskin.api.set.OneHotBall} keeps them whole.
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
   * The nearest inputs within bounds, max(lower, min(upper, x)), written to {@code out}; NaN stays NaN.
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
   *     than rounding, or the first group that is not one-hot
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
      for (int[] group : groups) {
        oneHot(row, group, ids[r]);
      }
    }
  }

  private static void oneHot(double[] row, int[] group, long id) {
    double sum = 0;
    boolean whole = true;
    for (int i : group) {
      sum += row[i];
      whole &= row[i] == 0 || row[i] == 1;
    }
    if (!whole || sum != 1) {
      throw new IllegalArgumentException("example " + id + ", features " + Arrays.toString(group) + ": expected one 1 among zeros, found "
          + Arrays.toString(Arrays.stream(group).mapToDouble(i -> row[i]).toArray()) + "; correct the data or the domain");
    }
  }

  /**
   * Looks whether inputs keep what must not change.
   *
   * @param x [n, …], the originals
   * @param changed of x's shape
   * @param ids the examples' ids, for the message
   * @throws IllegalArgumentException naming the first instance and feature that must not change but did, by more than rounding
   */
  public void checkKept(Tensor x, Tensor changed, long[] ids) {
    match(x);
    match(changed);
    double[] before = new double[x.rowSize()];
    double[] after = before.clone();
    for (int r = 0; r < x.rows(); r++) {
      x.read(r, before);
      changed.read(r, after);
      for (int i = 0; i < before.length; i++) {
        if (!mutable[i] && !(Math.abs(after[i] - before[i]) <= 1e-6 * Math.max(1, Math.abs(before[i])))) {
          throw new IllegalArgumentException("example " + ids[r] + ", feature " + i + ": expected " + before[i]
              + ", which must not change, found " + after[i]);
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
        && Arrays.equals(upper, d.upper) && Arrays.equals(mutable, d.mutable) && Arrays.deepEquals(groups.toArray(), d.groups.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape) * 31 + Arrays.hashCode(lower);
  }
}
