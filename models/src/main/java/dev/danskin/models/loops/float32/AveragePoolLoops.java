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

  /** Where in a plane place (a, b) of window (i, j) lies; −1 outside of the input. */
  private int place(int i, int j, int a, int b) {
    int row = i * window.strideH() + a * window.dilationH() - window.padTop();
    int column = j * window.strideW() + b * window.dilationW() - window.padLeft();
    return row >= 0 && row < x[1] && column >= 0 && column < x[2] ? row * x[2] + column : -1;
  }

  private double sum(float[] in, int plane, int i, int j) {
    double sum = 0;
    for (int a = 0; a < window.kernelH(); a++) {
      for (int b = 0; b < window.kernelW(); b++) {
        int place = place(i, j, a, b);
        sum += place < 0 ? 0 : in[plane + place];
      }
    }
    return sum;
  }

  private void spread(float share, float[] to, int plane, int i, int j) {
    for (int a = 0; a < window.kernelH(); a++) {
      for (int b = 0; b < window.kernelW(); b++) {
        int place = place(i, j, a, b);
        if (place >= 0) {
          to[plane + place] += share;
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
    for (int p = 0, to = 0; p < n * x[0]; p++) {
      for (int i = 0; i < y[1]; i++) {
        for (int j = 0; j < y[2]; j++, to++) {
          out[to] = (float) (sum(in[0], p * x[1] * x[2], i, j) / count(i, j));
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
          spread(share, to[0], p * x[1] * x[2], i, j);
        }
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent, float[][] to) {
    // It has none.
  }
}
