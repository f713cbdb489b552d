package dev.danskin.models.loops.float32;

import java.util.Arrays;

/** y = x W + b on {@code repeat} vectors per instance; x̄ = ȳ Wᵀ, W̄ = xᵀ ȳ, b̄ = Σ ȳ. */
final class DenseLoops implements Loops {
  /** Rows of W that are transposed at a time: they stay in the cache for all vectors, and W is not held twice. */
  private static final int BAND = 64;

  private final int repeat;
  private final int in;
  private final int out;
  private float[] band;

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
    band = band == null ? new float[BAND * out] : band;
    for (int k = 0; k < in; k += BAND) {
      int rows = Math.min(BAND, in - k);
      Axpy.transpose(w[0], k * out, rows, out, band);
      for (int r = 0; r < n * repeat; r++) {
        Axpy.sum(out, cotangent, r * out, 1, band, 0, inCotangents[0], r * in + k, rows);
      }
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
