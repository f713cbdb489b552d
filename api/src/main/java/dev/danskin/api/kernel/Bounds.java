package dev.danskin.api.kernel;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;

/** low ≤ z ≤ high, elementwise, as kernels want to read it. Tensors are [n, …], one instance for each row of z. */
public sealed interface Bounds {
  /** The lower bounds. */
  Tensor low();

  /** The upper bounds, of the same shape. */
  Tensor high();

  /** The bounds of the instances {@code index[0], index[1], …}. */
  Bounds rows(int[] index);

  /** These bounds, which contain 0, cut with [−radius, radius]; radius ≥ 0. */
  Bounds within(double radius);

  /** Any bounds; low ≤ high, so neither is NaN. */
  record Each(Tensor low, Tensor high) implements Bounds {
    @Override
    public Each rows(int[] index) {
      return new Each(low.rows(index), high.rows(index));
    }

    @Override
    public Each within(double radius) {
      return new Each(low.clamp(-radius, radius), high.clamp(-radius, radius));
    }
  }

  /**
   * What an interval leaves around inputs: −min(radius, x − lower) ≤ z ≤ min(radius, upper − x), from one tensor instead of two.
   * The numbers are rounded to x's precision. The bounds of this form are never +0 below or −0 above.
   */
  final class Around implements Bounds {
    private final Tensor x;
    private final double lower;
    private final double upper;
    private final double radius;
    private volatile Each each;

    /**
     * The bounds around x.
     *
     * @param x in [lower, upper], finite, not to be changed later
     * @param radius ≥ 0, may be infinite
     * @throws IllegalArgumentException if an element of x is not finite
     */
    public Around(Tensor x, double lower, double upper, double radius) {
      this(finite(x), lower, upper, radius, null);
    }

    private static Tensor finite(Tensor x) {
      double[] size = x.memory().kernels().rowNormInf(x);
      for (int r = 0; r < size.length; r++) {
        if (!Double.isFinite(size[r])) {
          throw new IllegalArgumentException("expected finite inputs, found " + size[r] + " in instance " + r + "; correct the data");
        }
      }
      return x;
    }

    private Around(Tensor x, double lower, double upper, double radius, Each each) {
      this.each = each;
      boolean single = x.type() == DType.FLOAT32;
      this.x = x;
      // Zeros of these signs keep x − lower and upper − x from being −0.
      this.lower = lower == 0 ? -0.0 : single ? (float) lower : lower;
      this.upper = (single ? (float) upper : upper) + 0.0;
      this.radius = single ? (float) radius : radius;
    }

    /** The inputs. */
    public Tensor x() {
      return x;
    }

    /** The least valid input. */
    public double lower() {
      return lower;
    }

    /** The largest valid input. */
    public double upper() {
      return upper;
    }

    /** The largest size of z in any coordinate. */
    public double radius() {
      return radius;
    }

    /** Whether nothing is bounded. */
    public boolean unbounded() {
      return lower == Double.NEGATIVE_INFINITY && upper == Double.POSITIVE_INFINITY && radius == Double.POSITIVE_INFINITY;
    }

    private Each each() {
      Each made = each;
      if (made == null) {
        Tensor low = x.mapRows((r, v) -> {
          for (int i = 0; i < v.length; i++) {
            v[i] = -Math.min(radius, v[i] - lower);
          }
        }, x.like());
        Tensor high = x.mapRows((r, v) -> {
          for (int i = 0; i < v.length; i++) {
            v[i] = Math.min(radius, upper - v[i]);
          }
        }, x.like());
        made = new Each(low, high);
        each = made;
      }
      return made;
    }

    @Override
    public Tensor low() {
      return each().low();
    }

    @Override
    public Tensor high() {
      return each().high();
    }

    @Override
    public Around rows(int[] index) {
      Each made = each;
      return new Around(x.rows(index), lower, upper, radius, made == null ? null : made.rows(index));
    }

    @Override
    public Around within(double limit) {
      return new Around(x, lower, upper, Math.min(radius, limit), null);
    }
  }
}
