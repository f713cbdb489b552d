package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.DOUBLES;
import static dev.danskin.backends.simd.Lanes.FLOATS;

import dev.danskin.api.kernel.Sums;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Sums over an instance in the order of {@link Sums}: two vectors at places j and j + lanes hold accumulators from j on. They leave a loop
 * by way of an array: a vector that is handed to another method costs an object in every iteration. Products of binary32 numbers are
 * exact in binary64, so that a fused multiplication and addition rounds as two operations do.
 */
final class VectorSums {
  private static final int LENGTH = DOUBLES.length();

  private final double[] sums = new double[Sums.WIDTH];
  private final double[] others = new double[Sums.WIDTH];

  double dot(float[] a, float[] b, int from, int n) {
    int end = from + (n & ~15);
    for (int j = 0; j < Sums.WIDTH; j += 2 * LENGTH) {
      DoubleVector s = DoubleVector.zero(DOUBLES);
      DoubleVector t = s;
      for (int i = from + j; i < end; i += Sums.WIDTH) {
        s = Lanes.doubles(a, i).fma(Lanes.doubles(b, i), s);
        t = Lanes.doubles(a, i + LENGTH).fma(Lanes.doubles(b, i + LENGTH), t);
      }
      s.intoArray(sums, j);
      t.intoArray(sums, j + LENGTH);
    }
    for (int j = 0; j < (n & 15); j++) {
      sums[j] += (double) a[end + j] * b[end + j];
    }
    return tree(sums);
  }

  /** ‖a‖² of the rows from {@code row} up to {@code last}, to out[0], out[1], …: two rows at a time, since the additions of one wait for each other. */
  void squares(float[] a, int n, int row, int last, double[] out) {
    for (int r = row; r < last; r += 2) {
      int other = Math.min(r + 1, last - 1);
      pairOfSquares(a, r * n, other * n, n);
      out[r - row] = tree(sums);
      out[other - row] = other == r ? out[r - row] : tree(others);
    }
  }

  private void pairOfSquares(float[] a, int from, int other, int n) {
    for (int j = 0; j < Sums.WIDTH; j += 2 * LENGTH) {
      squares(a, from, other, n & ~15, j);
    }
    for (int j = 0, i = n & ~15; i < n; j++, i++) {
      sums[j] += (double) a[from + i] * a[from + i];
      others[j] += (double) a[other + i] * a[other + i];
    }
  }

  /** Accumulators from j on. */
  private void squares(float[] a, int from, int other, int n, int j) {
    DoubleVector s = DoubleVector.zero(DOUBLES);
    DoubleVector t = s;
    DoubleVector u = s;
    DoubleVector v = s;
    for (int i = j; i < n; i += Sums.WIDTH) {
      DoubleVector x = Lanes.doubles(a, from + i);
      DoubleVector y = Lanes.doubles(a, from + i + LENGTH);
      DoubleVector z = Lanes.doubles(a, other + i);
      DoubleVector w = Lanes.doubles(a, other + i + LENGTH);
      s = x.fma(x, s);
      t = y.fma(y, t);
      u = z.fma(z, u);
      v = w.fma(w, v);
    }
    s.intoArray(sums, j);
    t.intoArray(sums, j + LENGTH);
    u.intoArray(others, j);
    v.intoArray(others, j + LENGTH);
  }

  double sum(float[] a, int from, int n) {
    return sum(a, from, n, -1L);
  }

  double sumOfSizes(float[] a, int from, int n) {
    return sum(a, from, n, Long.MAX_VALUE);
  }

  /** @param kept the bits of each number that are kept: all, or all but the sign */
  private double sum(float[] a, int from, int n, long kept) {
    int end = from + (n & ~15);
    for (int j = 0; j < Sums.WIDTH; j += 2 * LENGTH) {
      DoubleVector s = DoubleVector.zero(DOUBLES);
      DoubleVector t = s;
      for (int i = from + j; i < end; i += Sums.WIDTH) {
        s = s.add(Lanes.bits(Lanes.doubles(a, i)).and(kept).viewAsFloatingLanes());
        t = t.add(Lanes.bits(Lanes.doubles(a, i + LENGTH)).and(kept).viewAsFloatingLanes());
      }
      s.intoArray(sums, j);
      t.intoArray(sums, j + LENGTH);
    }
    for (int j = 0; j < (n & 15); j++) {
      sums[j] += Double.longBitsToDouble(Double.doubleToRawLongBits(a[end + j]) & kept);
    }
    return tree(sums);
  }

  /** The sum of e[from … from + n), n a multiple of 16. */
  double sum(double[] e, int from, int n) {
    for (int j = 0; j < Sums.WIDTH; j += 2 * LENGTH) {
      DoubleVector s = DoubleVector.zero(DOUBLES);
      DoubleVector t = s;
      for (int i = from + j; i < from + n; i += Sums.WIDTH) {
        s = s.add(DoubleVector.fromArray(DOUBLES, e, i));
        t = t.add(DoubleVector.fromArray(DOUBLES, e, i + LENGTH));
      }
      s.intoArray(sums, j);
      t.intoArray(sums, j + LENGTH);
    }
    return tree(sums);
  }

  /** {@link Sums#tree}; overwrites the sums as it does. */
  private static double tree(double[] sums) {
    for (int j = 0; j < Sums.WIDTH / 2; j += LENGTH) {
      DoubleVector.fromArray(DOUBLES, sums, j).add(DoubleVector.fromArray(DOUBLES, sums, j + Sums.WIDTH / 2)).intoArray(sums, j);
    }
    return sums[0] + sums[4] + (sums[2] + sums[6]) + (sums[1] + sums[5] + (sums[3] + sums[7]));
  }

  /** max|a|, NaN if one is NaN: the largest does not depend on the order, and a sum of zeros finds what is not finite. */
  static float largest(float[] a, int from, int n) {
    FloatVector top = FloatVector.zero(FLOATS);
    FloatVector broken = top;
    int i = from;
    for (; i <= from + n - FLOATS.length(); i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, a, i).abs();
      top = top.blend(v, v.compare(VectorOperators.GT, top));
      broken = v.mul(0f).add(broken);
    }
    float[] lanes = new float[2 * FLOATS.length()];
    top.intoArray(lanes, 0);
    broken.intoArray(lanes, FLOATS.length());
    float m = 0;
    float zero = 0;
    for (int j = 0; j < FLOATS.length(); j++) {
      m = Math.max(m, lanes[j]);
      zero += lanes[FLOATS.length() + j];
    }
    for (; i < from + n; i++) {
      m = Math.max(m, Math.abs(a[i]));
    }
    return zero == 0 || !anyNaN(Arrays.copyOfRange(a, from, from + n)) ? m : Float.NaN;
  }

  private static boolean anyNaN(float[] a) {
    for (float v : a) {
      if (Float.isNaN(v)) {
        return true;
      }
    }
    return false;
  }
}
