package dev.danskin.models.loops.float32;

/** Functions of one number, applied to every element, with their derivatives. */
abstract class PointwiseLoops implements Loops {
  final int size;

  PointwiseLoops(int size) {
    this.size = size;
  }

  /** f(x). */
  abstract float value(float x);

  /** f′(x), given y = f(x). */
  abstract float slope(float x, float y);

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] y) {
    float[] x = in[0];
    for (int i = 0; i < n * size; i++) {
      y[i] = value(x[i]);
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    for (int i = 0; i < n * size && to[0] != null; i++) {
      to[0][i] += slope(in[0][i], y[i]) * cotangent[i];
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    // They have none.
  }

  /** Its loops are written out: they are hot, and a virtual call per element would keep them from being vectorised. */
  static final class Relu extends PointwiseLoops {
    Relu(int size) {
      super(size);
    }

    @Override
    public void forward(int n, float[][] in, float[][] parameters, float[] y) {
      float[] x = in[0];
      for (int i = 0; i < n * size; i++) {
        y[i] = Math.max(x[i], 0);
      }
    }

    @Override
    public void pullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
      if (to[0] == null) {
        return;
      }
      float[] x = in[0];
      float[] g = to[0];
      for (int i = 0; i < n * size; i++) {
        g[i] = x[i] <= 0 ? g[i] : x[i] > 0 ? g[i] + cotangent[i] : x[i];
      }
    }

    @Override
    float value(float x) {
      return Math.max(x, 0);
    }

    @Override
    float slope(float x, float y) {
      return x > 0 ? 1 : x <= 0 ? 0 : x;
    }
  }

  static final class LeakyRelu extends PointwiseLoops {
    private final float slope;

    LeakyRelu(int size, float slope) {
      super(size);
      this.slope = slope;
    }

    @Override
    float value(float x) {
      return x > 0 ? x : slope * x;
    }

    @Override
    float slope(float x, float y) {
      return x > 0 ? 1 : slope;
    }
  }

  static final class Sigmoid extends PointwiseLoops {
    Sigmoid(int size) {
      super(size);
    }

    @Override
    float value(float x) {
      return (float) (1 / (1 + StrictMath.exp(-x)));
    }

    @Override
    float slope(float x, float y) {
      return y * (1 - y);
    }
  }

  static final class Tanh extends PointwiseLoops {
    Tanh(int size) {
      super(size);
    }

    @Override
    float value(float x) {
      return (float) StrictMath.tanh(x);
    }

    @Override
    float slope(float x, float y) {
      return 1 - y * y;
    }
  }

  static final class Clip extends PointwiseLoops {
    private final float low;
    private final float high;

    Clip(int size, float low, float high) {
      super(size);
      this.low = low;
      this.high = high;
    }

    @Override
    float value(float x) {
      return Math.min(Math.max(x, low), high);
    }

    @Override
    float slope(float x, float y) {
      return x > low && x < high ? 1 : x <= low || x >= high ? 0 : x;
    }
  }
}
