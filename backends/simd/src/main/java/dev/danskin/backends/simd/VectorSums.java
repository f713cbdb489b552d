package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.FLOATS;
import static dev.danskin.backends.simd.Lanes.FOUR;

import dev.danskin.api.kernel.Sums;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Sums over an instance in the order of {@link Sums}: four vectors of four lanes are its sixteen accumulators. They leave a loop by way
 * of an array: a vector that is handed to another method costs an object in every iteration.
 */
final class VectorSums {
  private final double[] sums = new double[Sums.WIDTH];

  /** Products of binary32 numbers are exact in binary64, so that a fused multiplication and addition rounds as two operations do. */
  double dot(float[] a, float[] b, int from, int n) {
    DoubleVector s0 = DoubleVector.zero(FOUR);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int end = from + (n & ~15);
    for (int i = from; i < end; i += 16) {
      s0 = Lanes.four(a, i).fma(Lanes.four(b, i), s0);
      s1 = Lanes.four(a, i + 4).fma(Lanes.four(b, i + 4), s1);
      s2 = Lanes.four(a, i + 8).fma(Lanes.four(b, i + 8), s2);
      s3 = Lanes.four(a, i + 12).fma(Lanes.four(b, i + 12), s3);
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, 4);
    s2.intoArray(sums, 8);
    s3.intoArray(sums, 12);
    for (int j = 0; j < (n & 15); j++) {
      sums[j] += (double) a[end + j] * b[end + j];
    }
    return Sums.tree(sums);
  }

  double square(float[] a, int from, int n) {
    DoubleVector s0 = DoubleVector.zero(FOUR);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int end = from + (n & ~15);
    for (int i = from; i < end; i += 16) {
      DoubleVector v0 = Lanes.four(a, i);
      DoubleVector v1 = Lanes.four(a, i + 4);
      DoubleVector v2 = Lanes.four(a, i + 8);
      DoubleVector v3 = Lanes.four(a, i + 12);
      s0 = v0.fma(v0, s0);
      s1 = v1.fma(v1, s1);
      s2 = v2.fma(v2, s2);
      s3 = v3.fma(v3, s3);
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, 4);
    s2.intoArray(sums, 8);
    s3.intoArray(sums, 12);
    for (int j = 0; j < (n & 15); j++) {
      sums[j] += (double) a[end + j] * a[end + j];
    }
    return Sums.tree(sums);
  }

  double sum(float[] a, int from, int n) {
    DoubleVector s0 = DoubleVector.zero(FOUR);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int end = from + (n & ~15);
    for (int i = from; i < end; i += 16) {
      s0 = s0.add(Lanes.four(a, i));
      s1 = s1.add(Lanes.four(a, i + 4));
      s2 = s2.add(Lanes.four(a, i + 8));
      s3 = s3.add(Lanes.four(a, i + 12));
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, 4);
    s2.intoArray(sums, 8);
    s3.intoArray(sums, 12);
    for (int j = 0; j < (n & 15); j++) {
      sums[j] += a[end + j];
    }
    return Sums.tree(sums);
  }

  double sumOfSizes(float[] a, int from, int n) {
    DoubleVector s0 = DoubleVector.zero(FOUR);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int end = from + (n & ~15);
    for (int i = from; i < end; i += 16) {
      s0 = s0.add(Lanes.four(a, i).abs());
      s1 = s1.add(Lanes.four(a, i + 4).abs());
      s2 = s2.add(Lanes.four(a, i + 8).abs());
      s3 = s3.add(Lanes.four(a, i + 12).abs());
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, 4);
    s2.intoArray(sums, 8);
    s3.intoArray(sums, 12);
    for (int j = 0; j < (n & 15); j++) {
      sums[j] += Math.abs(a[end + j]);
    }
    return Sums.tree(sums);
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
