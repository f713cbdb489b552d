package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batch normalization in training where channels lie last: what the plain loops of the operator compute, from the whole
 * tile, without moving channels to and fro. Statistics and sums are binary64, one number after the other.
 */
final class BatchNormalizationStep implements Step {
  private static final int PIECE = 2048;

  private final Accumulator x;
  private final Slot y;
  private final double epsilon;
  private final int[] offsets;
  private final int channels;
  private final int numbers;
  private final float[] a;
  private final float[] b;
  private final float[][] parameters;
  private final double[] mean;
  private final double[] variance;
  private final double[] slope;
  private final double[] along;
  private final double[] total;

  /** @param offsets where scale, bias, mean and variance begin in θ */
  BatchNormalizationStep(Accumulator x, Slot y, int tile, double epsilon, int[] offsets) {
    this.x = x;
    this.y = y;
    this.epsilon = epsilon;
    this.offsets = offsets;
    channels = y.shape()[0];
    numbers = tile * y.size();
    a = new float[Math.max(1, PIECE / channels) * channels];
    b = new float[a.length];
    parameters = new float[2][channels];
    mean = new double[channels];
    variance = new double[channels];
    slope = new double[channels];
    along = new double[channels];
    total = new double[channels];
    y.cotangent();
  }

  /** Whether it computes a value that is stored so. */
  static boolean offers(Slot x) {
    return x.layout() == Slot.Layout.CHANNELS_LAST || x.shape().length == 1;
  }

  private double values() {
    return numbers / channels;
  }

  @Override
  public void parameters(float[] theta) {
    for (int p = 0; p < parameters.length; p++) {
      System.arraycopy(theta, offsets[p], parameters[p], 0, channels);
    }
  }

  @Override
  public void forward() {
    FloatBuffer in = x.slot().values();
    take(in);
    float[] m = new float[channels];
    float[] s = new float[channels];
    for (int c = 0; c < channels; c++) {
      m[c] = (float) mean[c];
      s[c] = (float) (parameters[0][c] * slope[c]);
    }
    for (int from = 0; from < numbers; from += a.length) {
      int k = Math.min(a.length, numbers - from);
      in.get(from, a, 0, k);
      for (int i = 0; i < k; i += channels) {
        for (int c = 0; c < channels; c++) {
          a[i + c] = s[c] * (a[i + c] - m[c]) + parameters[1][c];
        }
      }
      y.values().put(from, a, 0, k);
    }
  }

  /** μ, σ² and 1/√(σ² + ε), in two passes. */
  private void take(FloatBuffer in) {
    Arrays.fill(mean, 0);
    Arrays.fill(variance, 0);
    for (int from = 0; from < numbers; from += a.length) {
      int k = Math.min(a.length, numbers - from);
      in.get(from, a, 0, k);
      for (int i = 0; i < k; i += channels) {
        for (int c = 0; c < channels; c++) {
          mean[c] += a[i + c];
        }
      }
    }
    for (int c = 0; c < channels; c++) {
      mean[c] /= values();
    }
    for (int from = 0; from < numbers; from += a.length) {
      int k = Math.min(a.length, numbers - from);
      in.get(from, a, 0, k);
      for (int i = 0; i < k; i += channels) {
        for (int c = 0; c < channels; c++) {
          variance[c] += (a[i + c] - mean[c]) * (a[i + c] - mean[c]);
        }
      }
    }
    for (int c = 0; c < channels; c++) {
      variance[c] /= values();
      slope[c] = 1 / Math.sqrt(variance[c] + epsilon);
    }
  }

  /** Σ g·x̂ and Σ g of every channel. */
  private void sums() {
    Arrays.fill(along, 0);
    Arrays.fill(total, 0);
    for (int from = 0; from < numbers; from += a.length) {
      int k = Math.min(a.length, numbers - from);
      x.slot().values().get(from, a, 0, k);
      y.cotangents().get(from, b, 0, k);
      for (int i = 0; i < k; i += channels) {
        for (int c = 0; c < channels; c++) {
          along[c] += b[i + c] * (a[i + c] - mean[c]);
          total[c] += b[i + c];
        }
      }
    }
    for (int c = 0; c < channels; c++) {
      along[c] *= slope[c];
    }
  }

  /** s/√(σ² + ε)·(g − mean(g) − x̂·mean(g·x̂)). */
  @Override
  public void backward() {
    sums();
    float[] m = new float[channels];
    float[] s = new float[channels];
    float[] t = new float[channels];
    float[] u = new float[channels];
    for (int c = 0; c < channels; c++) {
      m[c] = (float) mean[c];
      s[c] = (float) (parameters[0][c] * slope[c]);
      t[c] = (float) (total[c] / values());
      u[c] = (float) (slope[c] * along[c] / values());
    }
    for (int from = 0; from < numbers; from += a.length) {
      int k = Math.min(a.length, numbers - from);
      x.slot().values().get(from, a, 0, k);
      y.cotangents().get(from, b, 0, k);
      for (int i = 0; i < k; i += channels) {
        for (int c = 0; c < channels; c++) {
          b[i + c] = s[c] * (b[i + c] - t[c] - u[c] * (a[i + c] - m[c]));
        }
      }
      x.buffer().put(from, b, 0, k);
    }
    x.done();
  }

  /** Of the whole tile, with its first group; a step to which no cotangent was carried back has no sums yet. */
  @Override
  public ParameterGradient parameterGradient() {
    return (first, rows, sum) -> {
      if (first > 0) {
        return;
      }
      sums();
      for (int c = 0; c < channels; c++) {
        sum[offsets[0] + c] += (float) along[c];
        sum[offsets[1] + c] += (float) total[c];
      }
    };
  }

  /** The mean, and the unbiased variance. */
  @Override
  public void statistics(float[] to) {
    for (int c = 0; c < channels; c++) {
      to[offsets[2] + c] = (float) mean[c];
      to[offsets[3] + c] = (float) (variance[c] * values() / (values() - 1));
    }
  }
}
