package dev.danskin.testkit;

import dev.danskin.models.ops.Window;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Operators written down as their formulas say, in the simplest loops. */
final class Definitions {
  private Definitions() {}

  /** y_ij = Σ_k x_ik w_kj + b_j. */
  static OperatorsTest.Definition dense(int in, int out) {
    return (x, p) -> {
      double[] y = new double[x.get(0).length / in * out];
      for (int i = 0; i < y.length; i++) {
        y[i] = p.size() > 1 ? p.get(1)[i % out] : 0;
        for (int k = 0; k < in; k++) {
          y[i] += x.get(0)[i / out * in + k] * p.get(0)[k * out + i % out];
        }
      }
      return y;
    };
  }

  /** c_bij = Σ_k a_bik b_bkj. */
  static OperatorsTest.Definition products(int batch, int n, int inner, int m) {
    return (x, p) -> {
      double[] y = new double[batch * n * m];
      for (int i = 0; i < y.length; i++) {
        int of = i / (n * m);
        int row = i / m % n;
        for (int k = 0; k < inner; k++) {
          y[i] += x.get(0)[(of * n + row) * inner + k] * x.get(1)[(of * inner + k) * m + i % m];
        }
      }
      return y;
    };
  }

  static double[] zip(List<double[]> x, DoubleBinaryOperator f) {
    double[] y = new double[x.get(0).length];
    java.util.Arrays.setAll(y, i -> f.applyAsDouble(x.get(0)[i], x.get(1)[i]));
    return y;
  }

  /** s (x − m) / √(v + ε) + b, channel by channel. */
  static double[] normalized(double[] x, List<double[]> p, int perChannel, double epsilon) {
    double[] y = new double[x.length];
    java.util.Arrays.setAll(y, i -> {
      int c = i / perChannel;
      return p.get(0)[c] * (x[i] - p.get(2)[c]) / Math.sqrt(p.get(3)[c] + epsilon) + p.get(1)[c];
    });
    return y;
  }

  /** [rows, last] to [last, rows]. */
  static double[] lastAxisFirst(double[] x, int rows, int last) {
    double[] y = new double[x.length];
    java.util.Arrays.setAll(y, i -> x[i % rows * last + i / rows]);
    return y;
  }

  static double[] softmax(double[] x) {
    double sum = DoubleStream.of(x).map(Math::exp).sum();
    return DoubleStream.of(x).map(v -> Math.exp(v) / sum).toArray();
  }

  private static int[] outputs(int[] image, Window w) {
    int[] y = w.shape(1, image);
    return new int[] {y[1], y[2]};
  }

  /** A number of what a window sees of its channel, pads left out. */
  static OperatorsTest.Definition pool(int[] image, Window w, ToDoubleFunction<DoubleStream> f) {
    int[] out = outputs(image, w);
    return (x, p) -> {
      double[] y = new double[image[0] * out[0] * out[1]];
      java.util.Arrays.setAll(y, i -> f.applyAsDouble(seen(image, w, x.get(0), i / (out[0] * out[1]), i / out[1] % out[0], i % out[1])));
      return y;
    };
  }

  private static DoubleStream seen(int[] image, Window w, double[] x, int channel, int row, int column) {
    DoubleStream.Builder all = DoubleStream.builder();
    for (int a = 0; a < w.kernelH() * w.kernelW(); a++) {
      double v = at(image, w, x, channel, row, column, a);
      if (!Double.isNaN(v)) {
        all.add(v);
      }
    }
    return all.build();
  }

  /** The a-th element of a window; NaN on a pad. */
  private static double at(int[] image, Window w, double[] x, int channel, int row, int column, int a) {
    int i = row * w.strideH() - w.padTop() + a / w.kernelW() * w.dilationH();
    int j = column * w.strideW() - w.padLeft() + a % w.kernelW() * w.dilationW();
    boolean pad = i < 0 || j < 0 || i >= image[1] || j >= image[2];
    return pad ? Double.NaN : x[(channel * image[1] + i) * image[2] + j];
  }

  /** y_o = b_o + Σ over the channels c of o's group and the window of w_oca x_ca. */
  static OperatorsTest.Definition conv(int[] image, Window w, int filters, int groups) {
    int[] out = outputs(image, w);
    int window = w.kernelH() * w.kernelW();
    int channels = image[0] / groups;
    return (x, p) -> {
      double[] y = new double[filters * out[0] * out[1]];
      for (int i = 0; i < y.length; i++) {
        int o = i / (out[0] * out[1]);
        y[i] = p.size() > 1 ? p.get(1)[o] : 0;
        for (int c = 0; c < channels; c++) {
          for (int a = 0; a < window; a++) {
            double v = at(image, w, x.get(0), o / (filters / groups) * channels + c, i / out[1] % out[0], i % out[1], a);
            y[i] += Double.isNaN(v) ? 0 : v * p.get(0)[(o * channels + c) * window + a];
          }
        }
      }
      return y;
    };
  }
}
