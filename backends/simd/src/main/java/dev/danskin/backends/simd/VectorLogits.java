package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.DOUBLES;
import static dev.danskin.backends.simd.Lanes.HALF;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.danskin.api.kernel.Elementary;
import dev.danskin.api.kernel.Sums;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Cross-entropy of rows of logits, exponentials and sums in binary64 lanes. Many rows of few classes go through each pass together, so
 * that the operations of one row do not wait for each other. A row is filled up to a multiple of sixteen with −∞, whose exponentials add
 * nothing; where it is no whole number of vectors, its last vector overlaps the one before.
 */
final class VectorLogits {
  private static final int LENGTH = DOUBLES.length();
  /** Numbers that are worked on at once; they stay in the first cache. */
  private static final int CHUNK = 1024;

  private final int classes;
  private final int padded;
  private final int together;
  private final double[] differences;
  private final double[] e;
  private final VectorSums sums = new VectorSums();

  VectorLogits(int classes) {
    this.classes = classes;
    padded = classes + Sums.WIDTH - 1 & -Sums.WIDTH;
    together = Math.max(1, CHUNK / padded);
    differences = new double[together * padded];
    e = new double[together * padded];
    Arrays.fill(differences, Double.NEGATIVE_INFINITY);
  }

  /** The values; the gradients, if g is not null, go to g at the places of z. */
  double[] crossEntropy(float[] z, int[] y, int sign, float[] g, int rows) {
    double[] values = new double[rows];
    double[] above = new double[rows];
    for (int row = 0; row < rows; row += together) {
      int end = Math.min(row + together, rows);
      for (int r = row; r < end; r++) {
        above[r] = subtractLargest(z, r * classes, (r - row) * padded, y[r]);
      }
      VectorElementary.exp(differences, e, (end - row) * padded);
      for (int r = row; r < end; r++) {
        values[r] = sums.sum(e, (r - row) * padded, padded);
      }
      for (int r = row; r < end; r++) {
        // Not at least 1: the logits have a NaN or +∞, or are all −∞.
        above[r] = values[r] >= 1 ? above[r] : Double.NaN;
        if (g != null) {
          gradient(g, r * classes, (r - row) * padded, y[r], sign, values[r] >= 1 ? 1 / values[r] : Double.NaN);
        }
      }
    }
    logs(values);
    for (int r = 0; r < rows; r++) {
      values[r] = sign * (values[r] + above[r]);
    }
    return values;
  }

  private static void logs(double[] x) {
    int vectors = x.length & -LENGTH;
    VectorElementary.log(x, vectors);
    for (int r = vectors; r < x.length; r++) {
      x[r] = Elementary.log(x[r]);
    }
  }

  /** Returns the largest logit less that of class y. */
  private double subtractLargest(float[] z, int from, int to, int y) {
    double top = largest(z, from);
    for (int k = 0; k <= classes - LENGTH; k += LENGTH) {
      Lanes.doubles(z, from + k).sub(top).intoArray(differences, to + k);
    }
    if (classes >= LENGTH) {
      Lanes.doubles(z, from + classes - LENGTH).sub(top).intoArray(differences, to + classes - LENGTH);
    } else {
      for (int k = 0; k < classes; k++) {
        differences[to + k] = z[from + k] - top;
      }
    }
    return top - z[from + y];
  }

  /** As integers that are ordered as the numbers are. A NaN is not looked for: it shows in the sum. */
  private float largest(float[] z, int from) {
    int top = ordered(Float.floatToRawIntBits(z[from]));
    if (classes >= LENGTH) {
      IntVector most = ordered(FloatVector.fromArray(HALF, z, from + classes - LENGTH));
      for (int k = 0; k < classes - LENGTH; k += LENGTH) {
        most = most.max(ordered(FloatVector.fromArray(HALF, z, from + k)));
      }
      top = most.reduceLanes(MAX);
    } else {
      for (int k = 1; k < classes; k++) {
        top = Math.max(top, ordered(Float.floatToRawIntBits(z[from + k])));
      }
    }
    return Float.intBitsToFloat(ordered(top));
  }

  /** Its own inverse. */
  private static int ordered(int bits) {
    return bits ^ bits >> 31 & Integer.MAX_VALUE;
  }

  private static IntVector ordered(FloatVector v) {
    IntVector bits = Lanes.bits(v);
    return bits.lanewise(XOR, bits.lanewise(ASHR, 31).and(Integer.MAX_VALUE));
  }

  private void gradient(float[] g, int to, int from, int y, int sign, double inverse) {
    double factor = inverse * sign;
    for (int k = 0; k <= classes - LENGTH; k += LENGTH) {
      Lanes.half(DoubleVector.fromArray(DOUBLES, e, from + k).mul(factor)).intoArray(g, to + k);
    }
    if (classes >= LENGTH) {
      int k = classes - LENGTH;
      Lanes.half(DoubleVector.fromArray(DOUBLES, e, from + k).mul(factor)).intoArray(g, to + k);
    } else {
      for (int k = 0; k < classes; k++) {
        g[to + k] = (float) (e[from + k] * factor);
      }
    }
    g[to + y] = (float) (sign * (e[from + y] * inverse - 1));
  }
}
