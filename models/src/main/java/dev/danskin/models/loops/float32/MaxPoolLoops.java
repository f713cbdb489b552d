package dev.danskin.models.loops.float32;

import dev.danskin.models.ops.Window;

/** The largest element of each window; the cotangent goes to the first largest. A NaN in a window wins it. */
final class MaxPoolLoops implements Loops {
  private final Window window;
  private final int[] x;
  private final int[] y;

  MaxPoolLoops(Window window, int[] x, int[] y) {
    this.window = window;
    this.x = x;
    this.y = y;
  }

  private int winner(float[] in, int plane, int i, int j) {
    int best = -1;
    for (int a = 0; a < window.kernelH(); a++) {
      int row = i * window.strideH() + a * window.dilationH() - window.padTop();
      for (int b = 0; b < window.kernelW() && row >= 0 && row < x[1]; b++) {
        int column = j * window.strideW() + b * window.dilationW() - window.padLeft();
        int place = plane + row * x[2] + column;
        if (column >= 0 && column < x[2] && (best < 0 || beats(in[place], in[best]))) {
          best = place;
        }
      }
    }
    return best;
  }

  private static boolean beats(float challenger, float best) {
    return challenger > best || challenger != challenger && best == best;
  }

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] out) {
    for (int p = 0, to = 0; p < n * x[0]; p++) {
      for (int i = 0; i < y[1]; i++) {
        for (int j = 0; j < y[2]; j++, to++) {
          int best = winner(in[0], p * x[1] * x[2], i, j);
          out[to] = best < 0 ? 0 : in[0][best];
        }
      }
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent, float[][] to) {
    for (int p = 0, from = 0; p < n * x[0] && to[0] != null; p++) {
      for (int i = 0; i < y[1]; i++) {
        for (int j = 0; j < y[2]; j++, from++) {
          int best = winner(in[0], p * x[1] * x[2], i, j);
          if (best >= 0) {
            to[0][best] += cotangent[from];
          }
        }
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] out, float[] cotangent, float[][] to) {
    // It has none.
  }
}
