package dev.danskin.models.loops.float32;

import java.util.Arrays;

/** c = a b for {@code repeat} pairs [i, j], [j, k] per instance; ā = c̄ bᵀ, b̄ = aᵀ c̄. */
final class MatMulLoops implements Loops {
  private final int repeat;
  private final int i;
  private final int j;
  private final int k;
  private final float[] transposed;

  MatMulLoops(int repeat, int i, int j, int k) {
    this.repeat = repeat;
    this.i = i;
    this.j = j;
    this.k = k;
    transposed = new float[j * k];
  }

  @Override
  public void forward(int n, float[][] in, float[][] w, float[] y) {
    for (int r = 0; r < n * repeat; r++) {
      for (int p = 0; p < i; p++) {
        int to = (r * i + p) * k;
        Arrays.fill(y, to, to + k, 0);
        Axpy.sum(j, in[0], (r * i + p) * j, 1, in[1], r * j * k, y, to, k);
      }
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] w, float[] y, float[] cotangent, float[][] to) {
    for (int r = 0; r < n * repeat; r++) {
      if (to[0] != null) {
        Axpy.transpose(in[1], r * j * k, j, k, transposed);
        for (int p = 0; p < i; p++) {
          Axpy.sum(k, cotangent, (r * i + p) * k, 1, transposed, 0, to[0], (r * i + p) * j, j);
        }
      }
      for (int q = 0; q < j && to[1] != null; q++) {
        Axpy.sum(i, in[0], r * i * j + q, j, cotangent, r * i * k, to[1], (r * j + q) * k, k);
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] w, float[] y, float[] cotangent, float[][] to) {
    // It has none.
  }
}
