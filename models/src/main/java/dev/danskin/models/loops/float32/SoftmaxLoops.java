package dev.danskin.models.loops.float32;

import dev.danskin.models.graph.Graph;

/** Softmax, or its logarithm, along one axis, in binary64; x̄ = y·(ȳ − Σ ȳ y), for the logarithm ȳ − e^y Σ ȳ. */
final class SoftmaxLoops implements Loops {
  private final int size;
  private final int length;
  private final int inner;
  private final boolean logarithm;

  SoftmaxLoops(int[] shape, int axis, boolean logarithm) {
    size = Graph.size(shape);
    length = shape[axis];
    int after = 1;
    for (int a = axis + 1; a < shape.length; a++) {
      after *= shape[a];
    }
    inner = after;
    this.logarithm = logarithm;
  }

  /** What is done with each vector: its first element's place. */
  private interface Vector {
    void at(int from);
  }

  private void each(int n, Vector f) {
    for (int outer = 0; outer < n * size; outer += length * inner) {
      for (int i = 0; i < inner; i++) {
        f.at(outer + i);
      }
    }
  }

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] y) {
    float[] x = in[0];
    each(n, from -> {
      double top = x[from];
      for (int k = 1; k < length; k++) {
        top = Math.max(top, x[from + k * inner]);
      }
      double sum = 0;
      for (int k = 0; k < length; k++) {
        sum += StrictMath.exp(x[from + k * inner] - top);
      }
      double log = StrictMath.log(sum);
      for (int k = 0; k < length; k++) {
        int i = from + k * inner;
        y[i] = (float) (logarithm ? x[i] - top - log : StrictMath.exp(x[i] - top) / sum);
      }
    });
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    if (to[0] == null) {
      return;
    }
    each(n, from -> {
      double sum = 0;
      for (int k = 0; k < length; k++) {
        int i = from + k * inner;
        sum += logarithm ? cotangent[i] : (double) cotangent[i] * y[i];
      }
      for (int k = 0; k < length; k++) {
        int i = from + k * inner;
        double p = logarithm ? StrictMath.exp(y[i]) : y[i];
        to[0][i] += (float) (logarithm ? cotangent[i] - p * sum : p * (cotangent[i] - sum));
      }
    });
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    // It has none.
  }
}
