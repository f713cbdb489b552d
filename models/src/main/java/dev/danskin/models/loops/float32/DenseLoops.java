package dev.danskin.models.loops.float32;

import java.util.Arrays;

/** y = x W + b on {@code repeat} vectors per instance; x̄ = ȳ Wᵀ, W̄ = xᵀ ȳ, b̄ = Σ ȳ. */
final class DenseLoops implements Loops {
  private final int repeat;
  private final int in;
  private final int out;
  private float[] transposed;

  DenseLoops(int repeat, int in, int out) {
    this.repeat = repeat;
    this.in = in;
    this.out = out;
  }

  @Override
  public void forward(int n, float[][] x, float[][] w, float[] y) {
    for (int r = 0; r < n * repeat; r++) {
      if (w.length > 1) {
        System.arraycopy(w[1], 0, y, r * out, out);
      } else {
        Arrays.fill(y, r * out, (r + 1) * out, 0);
      }
      Axpy.sum(in, x[0], r * in, 1, w[0], 0, y, r * out, out);
    }
  }

  @Override
  public void pullback(int n, float[][] x, float[][] w, float[] y, float[] cotangent, float[][] inCotangents) {
    if (inCotangents[0] == null) {
      return;
    }
    transposed = transposed == null ? new float[in * out] : transposed;
    Axpy.transpose(w[0], 0, in, out, transposed);
    for (int r = 0; r < n * repeat; r++) {
      Axpy.sum(out, cotangent, r * out, 1, transposed, 0, inCotangents[0], r * in, in);
    }
  }

  @Override
  public void parameterPullback(int n, float[][] x, float[][] w, float[] y, float[] cotangent, float[][] to) {
    for (int k = 0; k < in; k++) {
      Axpy.sum(n * repeat, x[0], k, in, cotangent, 0, to[0], k * out, out);
    }
    if (w.length > 1) {
      for (int r = 0; r < n * repeat; r++) {
        for (int j = 0; j < out; j++) {
          to[1][j] += cotangent[r * out + j];
        }
      }
    }
  }
}
