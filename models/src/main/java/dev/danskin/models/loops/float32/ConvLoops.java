package dev.danskin.models.loops.float32;

import dev.danskin.models.ops.Window;
import java.util.Arrays;

/**
 * Convolution of one instance after the other as a matrix product with its windows (im2col): Y = W·col(x) + b, col̄ =
 * Wᵀ·Ȳ added back to the places the windows were taken from, W̄ = Ȳ·col(x)ᵀ.
 */
final class ConvLoops implements Loops {
  private final Window window;
  private final int groups;
  private final int channels;
  private final int h;
  private final int w;
  private final int filters;
  private final int oh;
  private final int ow;
  private final int depth;
  private final float[] columns;
  private float[] rows;

  ConvLoops(Window window, int groups, int[] x, int[] y) {
    this.window = window;
    this.groups = groups;
    channels = x[0] / groups;
    h = x[1];
    w = x[2];
    filters = y[0] / groups;
    oh = y[1];
    ow = y[2];
    depth = channels * window.kernelH() * window.kernelW();
    columns = new float[depth * oh * ow];
  }

  @Override
  public void forward(int n, float[][] x, float[][] p, float[] y) {
    int pixels = oh * ow;
    for (int r = 0; r < n; r++) {
      for (int g = 0; g < groups; g++) {
        gather(x[0], (r * groups + g) * channels * h * w);
        for (int o = 0; o < filters; o++) {
          int filter = g * filters + o;
          int to = (r * groups * filters + filter) * pixels;
          Arrays.fill(y, to, to + pixels, p.length > 1 ? p[1][filter] : 0);
          Axpy.sum(depth, p[0], filter * depth, 1, columns, 0, y, to, pixels);
        }
      }
    }
  }

  @Override
  public void pullback(int n, float[][] x, float[][] p, float[] y, float[] cotangent, float[][] inCotangents) {
    if (inCotangents[0] == null) {
      return;
    }
    int pixels = oh * ow;
    for (int r = 0; r < n; r++) {
      for (int g = 0; g < groups; g++) {
        int from = (r * groups + g) * filters * pixels;
        Arrays.fill(columns, 0);
        for (int k = 0; k < depth; k++) {
          Axpy.sum(filters, p[0], g * filters * depth + k, depth, cotangent, from, columns, k * pixels, pixels);
        }
        scatter(inCotangents[0], (r * groups + g) * channels * h * w);
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] x, float[][] p, float[] y, float[] cotangent, float[][] to) {
    int pixels = oh * ow;
    rows = rows == null ? new float[depth * pixels] : rows;
    for (int r = 0; r < n; r++) {
      for (int g = 0; g < groups; g++) {
        gather(x[0], (r * groups + g) * channels * h * w);
        Axpy.transpose(columns, 0, depth, pixels, rows);
        for (int o = 0; o < filters; o++) {
          int filter = g * filters + o;
          int from = (r * groups * filters + filter) * pixels;
          Axpy.sum(pixels, cotangent, from, 1, rows, 0, to[0], filter * depth, depth);
          for (int i = 0; i < pixels && p.length > 1; i++) {
            to[1][filter] += cotangent[from + i];
          }
        }
      }
    }
  }

  /** What is done with the run of output places whose window element lies inside the input. */
  private interface Run {
    void of(int column, int input, int count);
  }

  private void each(Run inside) {
    for (int k = 0; k < depth; k++) {
      int kw = k % window.kernelW();
      int kh = k / window.kernelW() % window.kernelH();
      int c = k / (window.kernelW() * window.kernelH());
      int shift = kw * window.dilationW() - window.padLeft();
      int first = Math.max(0, ceilDiv(-shift, window.strideW()));
      int last = Math.min(ow - 1, Math.floorDiv(w - 1 - shift, window.strideW()));
      for (int i = 0; i < oh; i++) {
        int row = i * window.strideH() + kh * window.dilationH() - window.padTop();
        if (row >= 0 && row < h && last >= first) {
          inside.of((k * oh + i) * ow + first, (c * h + row) * w + first * window.strideW() + shift, last - first + 1);
        }
      }
    }
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }

  private void gather(float[] x, int from) {
    Arrays.fill(columns, 0);
    int step = window.strideW();
    each((column, input, count) -> {
      if (step == 1) {
        System.arraycopy(x, from + input, columns, column, count);
        return;
      }
      for (int j = 0; j < count; j++) {
        columns[column + j] = x[from + input + j * step];
      }
    });
  }

  private void scatter(float[] x, int from) {
    int step = window.strideW();
    each((column, input, count) -> {
      for (int j = 0; j < count; j++) {
        x[from + input + j * step] += columns[column + j];
      }
    });
  }
}
