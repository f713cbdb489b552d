package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.DOUBLES;
import static dev.danskin.backends.simd.Lanes.FLOATS;
import static jdk.incubator.vector.VectorOperators.GT;

import dev.danskin.api.kernel.Elementary;
import dev.danskin.api.kernel.Sums;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Cross-entropy of one instance's logits, exponentials and sums in binary64 lanes. */
final class VectorLogits {
  private final int classes;
  private final double[] e;
  private final double[] sums = new double[Sums.WIDTH];
  private final float[] lanes = new float[FLOATS.length()];

  VectorLogits(int classes) {
    this.classes = classes;
    e = new double[classes];
  }

  /** The value; the gradient goes to g at the places of z. */
  double crossEntropy(float[] z, int from, int y, int sign, float[] g) {
    double top = largest(z, from);
    double sum = exponentials(z, from, top);
    if (!(sum >= 1)) {
      if (g != null) {
        Arrays.fill(g, from, from + classes, Float.NaN);
      }
      return Double.NaN;
    }
    if (g != null) {
      gradient(g, from, y, sign, 1 / sum);
    }
    return sign * (Elementary.log(sum) + (top - z[from + y]));
  }

  /** A NaN is not looked for: it shows in the sum. */
  private float largest(float[] z, int from) {
    float top = z[from];
    int k = 0;
    if (classes >= FLOATS.length()) {
      FloatVector most = FloatVector.fromArray(FLOATS, z, from);
      for (k = FLOATS.length(); k <= classes - FLOATS.length(); k += FLOATS.length()) {
        FloatVector v = FloatVector.fromArray(FLOATS, z, from + k);
        most = most.blend(v, v.compare(GT, most));
      }
      most.intoArray(lanes, 0);
      for (float v : lanes) {
        top = Math.max(top, v);
      }
    }
    for (; k < classes; k++) {
      top = Math.max(top, z[from + k]);
    }
    return top;
  }

  private double exponentials(float[] z, int from, double top) {
    Arrays.fill(sums, 0);
    int whole = classes & -DOUBLES.length();
    VectorElementary.exp(z, from, top, e, whole);
    for (int k = whole; k < classes; k++) {
      e[k] = Elementary.exp(z[from + k] - top);
    }
    for (int k = 0; k < whole; k += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, sums, k & 15).add(DoubleVector.fromArray(DOUBLES, e, k)).intoArray(sums, k & 15);
    }
    for (int k = whole; k < classes; k++) {
      sums[k & 15] += e[k];
    }
    return Sums.tree(sums);
  }

  private void gradient(float[] g, int from, int y, int sign, double inverse) {
    int step = DOUBLES.length();
    int k = 0;
    for (; k <= classes - step; k += step) {
      Lanes.half(DoubleVector.fromArray(DOUBLES, e, k).mul(inverse).mul(sign)).intoArray(g, from + k);
    }
    for (; k < classes; k++) {
      g[from + k] = (float) (sign * (e[k] * inverse));
    }
    g[from + y] = (float) (sign * (e[y] * inverse - 1));
  }
}
