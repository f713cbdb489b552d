package dev.danskin.models.loops.float32;

/** y = s·(x − mean)/√(variance + ε) + b per channel; parameters s, b, mean, variance; the last two are not trained. */
final class BatchNormalizationLoops implements Loops {
  private final int channels;
  private final int size;
  private final double epsilon;

  BatchNormalizationLoops(int channels, int size, double epsilon) {
    this.channels = channels;
    this.size = size;
    this.epsilon = epsilon;
  }

  private double deviation(float[][] p, int c) {
    return 1 / Math.sqrt(p[3][c] + epsilon);
  }

  @Override
  public void forward(int n, float[][] in, float[][] p, float[] y) {
    for (int rc = 0; rc < n * channels; rc++) {
      int c = rc % channels;
      double slope = p[0][c] * deviation(p, c);
      float a = (float) slope;
      float b = (float) (p[1][c] - p[2][c] * slope);
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        y[i] = a * in[0][i] + b;
      }
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] p, float[] y, float[] cotangent, float[][] to) {
    for (int rc = 0; rc < n * channels && to[0] != null; rc++) {
      int c = rc % channels;
      float a = (float) (p[0][c] * deviation(p, c));
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        to[0][i] += a * cotangent[i];
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] p, float[] y, float[] cotangent, float[][] to) {
    for (int rc = 0; rc < n * channels; rc++) {
      int c = rc % channels;
      double slope = deviation(p, c);
      double scale = 0;
      double shift = 0;
      for (int i = rc * size; i < (rc + 1) * size; i++) {
        scale += cotangent[i] * (in[0][i] - (double) p[2][c]) * slope;
        shift += cotangent[i];
      }
      to[0][c] += (float) scale;
      to[1][c] += (float) shift;
    }
  }
}
