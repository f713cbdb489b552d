package dev.danskin.models.loops.float32;

import java.util.Arrays;

/** y = L x for {@code repeat} matrices [in, m] per instance; x̄ = Lᵀ ȳ, L̄ = ȳ xᵀ. */
final class LeftDenseLoops implements Loops {
  private final int repeat;
  private final int out;
  private final int in;
  private final int m;

  LeftDenseLoops(int repeat, int out, int in, int m) {
    this.repeat = repeat;
    this.out = out;
    this.in = in;
    this.m = m;
  }

  @Override
  public void forward(int n, float[][] x, float[][] w, float[] y) {
    for (int r = 0; r < n * repeat; r++) {
      for (int o = 0; o < out; o++) {
        int to = (r * out + o) * m;
        Arrays.fill(y, to, to + m, 0);
        Axpy.sum(in, w[0], o * in, 1, x[0], r * in * m, y, to, m);
      }
    }
  }

  @Override
  public void pullback(int n, float[][] x, float[][] w, float[] y, float[] cotangent, float[][] inCotangents) {
    if (inCotangents[0] == null) {
      return;
    }
    for (int r = 0; r < n * repeat; r++) {
      for (int i = 0; i < in; i++) {
        Axpy.sum(out, w[0], i, in, cotangent, r * out * m, inCotangents[0], (r * in + i) * m, m);
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] x, float[][] w, float[] y, float[] cotangent, float[][] to) {
    for (int r = 0; r < n * repeat; r++) {
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          for (int j = 0; j < m; j++) {
            to[0][o * in + i] += cotangent[(r * out + o) * m + j] * x[0][(r * in + i) * m + j];
          }
        }
      }
    }
  }
}
