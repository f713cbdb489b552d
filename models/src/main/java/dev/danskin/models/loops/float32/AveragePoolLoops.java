package dev.danskin.models.loops.float32;

import dev.danskin.models.ops.Window;

/** The mean of each window, summed in binary64, row by row. */
final class AveragePoolLoops implements Loops {
  private final Window window;
  private final boolean countPads;
  private final int[] x;
  private final int[] y;

  AveragePoolLoops(Window window, boolean countPads, int[] x, int[] y) {
    this.window = window;
    this.countPads = countPads;
    this.x = x;
    this.y = y;
  }

  /** What is done with each place of a window inside the input. */
  private interface Place {
    void at(int place);
  }

  private void each(int plane, int i, int j, Place f) {
    for (int a = 0; a < window.kernelH(); a++) {
      int row = i * window.strideH() + a * window.dilationH() - window.padTop();
      for (int b = 0; b < window.kernelW() && row >= 0 && row < x[1]; b++) {
        int column = j * window.strideW() + b * window.dilationW() - window.padLeft();
        if (column >= 0 && column < x[2]) {
          f.at(plane + row * x[2] + column);
        }
      }
    }
  }

  /** The divisor: places inside the input, or inside the padded input. */
  private int count(int i, int j) {
    int n = 0;
    for (int a = 0; a < window.kernelH(); a++) {
      int row = i * window.strideH() + a * window.dilationH() - window.padTop();
      for (int b = 0; b < window.kernelW(); b++) {
        int column = j * window.strideW() + b * window.dilationW() - window.padLeft();
        boolean inside = row >= 0 && row < x[1] && column >= 0 && column < x[2];
        boolean padded = row < x[1] + window.padBottom() && column < x[2] + window.padRight();
        n += inside || countPads && padded ? 1 : 0;
      }
    }
    return n;
  }

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] out) {
    double[] sum = new double[1];
    for (int p = 0, to = 0; p < n * x[0]; p++) {
      for (int i = 0; i < y[1]; i++) {
        for (int j = 0; j < y[2]; j++, to++) {
          sum[0] = 0;
          each(p * x[1] * x[2], i, j, place -> sum[0] += in[0][place]);
          out[to] = (float) (sum[0] / count(i, j));
        }
      }
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent, float[][] to) {
    for (int p = 0, from = 0; p < n * x[0] && to[0] != null; p++) {
      for (int i = 0; i < y[1]; i++) {
        for (int j = 0; j < y[2]; j++, from++) {
          float share = cotangent[from] / count(i, j);
          each(p * x[1] * x[2], i, j, place -> to[0][place] += share);
        }
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent, float[][] to) {
    // It has none.
  }
}
