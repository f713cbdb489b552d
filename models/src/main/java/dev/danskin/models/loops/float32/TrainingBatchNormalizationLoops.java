package dev.danskin.models.loops.float32;

import java.util.Arrays;

/**
 * y = s·x̂ + b, x̂ = (x − μ)/√(σ² + ε) per channel, μ and σ² over all n instances and their pixels. With g the cotangent of
 * y: ∂x = s/√(σ² + ε)·(g − mean(g) − x̂·mean(g·x̂)), ∂s = Σ g·x̂, ∂b = Σ g. Statistics are binary64, summed in row order.
 */
final class TrainingBatchNormalizationLoops implements Loops {
  private final int channels;
  private final int size;
  private final double epsilon;
  private final double[] mean;
  private final double[] variance;
  private final double[] slope;
  private final double[] along;
  private final double[] total;
  private int values;

  TrainingBatchNormalizationLoops(int channels, int size, double epsilon) {
    this.channels = channels;
    this.size = size;
    this.epsilon = epsilon;
    mean = new double[channels];
    variance = new double[channels];
    slope = new double[channels];
    along = new double[channels];
    total = new double[channels];
  }

  @Override
  public void forward(int n, float[][] in, float[][] p, float[] y) {
    values = n * size;
    if (values < 2) {
      throw new IllegalArgumentException("expected at least two values in a channel to take a variance of, found " + values
          + "; give a batch size that leaves no example alone");
    }
    take(n, in[0]);
    for (int rc = 0; rc < n * channels; rc++) {
      int c = rc % channels;
      double a = p[0][c] * slope[c];
      double m = mean[c];
      double b = p[1][c];
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        y[i] = (float) (a * (in[0][i] - m) + b);
      }
    }
  }

  /** Mean, biased variance and 1/√(σ² + ε), in two passes. */
  private void take(int n, float[] x) {
    Arrays.fill(mean, 0);
    Arrays.fill(variance, 0);
    for (int rc = 0; rc < n * channels; rc++) {
      double s = 0;
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        s += x[i];
      }
      mean[rc % channels] += s / values;
    }
    for (int rc = 0; rc < n * channels; rc++) {
      double m = mean[rc % channels];
      double s = 0;
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        s += (x[i] - m) * (x[i] - m);
      }
      variance[rc % channels] += s / values;
    }
    for (int c = 0; c < channels; c++) {
      slope[c] = 1 / Math.sqrt(variance[c] + epsilon);
    }
  }

  /** Σ g·x̂ and Σ g of every channel. */
  private void sums(int n, float[] x, float[] g) {
    Arrays.fill(along, 0);
    Arrays.fill(total, 0);
    for (int rc = 0; rc < n * channels; rc++) {
      int c = rc % channels;
      double m = mean[c];
      double a = 0;
      double t = 0;
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        a += g[i] * (x[i] - m);
        t += g[i];
      }
      along[c] += a * slope[c];
      total[c] += t;
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] p, float[] y, float[] cotangent, float[][] to) {
    if (to[0] == null) {
      return;
    }
    sums(n, in[0], cotangent);
    for (int rc = 0; rc < n * channels; rc++) {
      int c = rc % channels;
      double a = p[0][c] * slope[c];
      double m = mean[c];
      double t = total[c] / values;
      double s = slope[c] * along[c] / values;
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        to[0][i] += (float) (a * (cotangent[i] - t - s * (in[0][i] - m)));
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] p, float[] y, float[] cotangent, float[][] to) {
    sums(n, in[0], cotangent);
    for (int c = 0; c < channels; c++) {
      to[0][c] += (float) along[c];
      to[1][c] += (float) total[c];
    }
  }

  /** The mean, and the unbiased variance, which estimates that of all data. */
  @Override
  public float[][] statistics() {
    float[] m = new float[channels];
    float[] v = new float[channels];
    for (int c = 0; c < channels; c++) {
      m[c] = (float) mean[c];
      v[c] = (float) (variance[c] * values / (values - 1));
    }
    return new float[][] {null, null, m, v};
  }
}
