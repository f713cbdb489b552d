package dev.danskin.backends.simd;

import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/** {@link Kernels} on float32 tensors by the Vector API; tensors of other kinds take the definition. */
final class SimdKernels implements Kernels {
  @Override
  public String toString() {
    return "simd";
  }

  /** Whether all are float32 tensors of one size and number of rows; what is not is left to the definition, which refuses it. */
  private static boolean floats(Tensor first, Tensor... others) {
    boolean all = first instanceof FloatTensor;
    for (Tensor t : others) {
      all &= t instanceof FloatTensor && t.shape().size() == first.shape().size() && t.rows() == first.rows();
    }
    return all;
  }

  static float[] array(Tensor t) {
    return ((FloatTensor) t).array();
  }

  /** The inputs of bounds around them, null for other bounds. */
  static Tensor center(Bounds bounds) {
    return bounds instanceof Bounds.Around b && !b.unbounded() ? b.x() : null;
  }

  private static boolean fits(Tensor z, Bounds bounds) {
    return bounds instanceof Bounds.Around b ? b.unbounded() || floats(z, b.x()) : floats(z, bounds.low(), bounds.high());
  }

  @Override
  public Tensor step(Tensor z, double a, Direction direction, Tensor g, Region region, Tensor out) {
    if (!floats(z, g, out) || !fits(z, region.bounds())) {
      return Kernels.super.step(z, a, direction, g, region, out);
    }
    if (region.norm() == Norm.LINF) {
      clippedStep(z, a, direction, g, region, out);
      return out;
    }
    double[] factor = direction == Direction.NORMALISED ? over(a, rowNorm2(g)) : null;
    RowProjection projection = new RowProjection(out, region);
    for (int r = 0; r < z.rows(); r += 2) {
      int end = Math.min(r + 2, z.rows());
      move(z, a, direction, factor, g, out, r, end);
      projection.project(array(out), r, end, array(out));
    }
    return out;
  }

  private static double[] over(double a, double[] norm) {
    for (int r = 0; r < norm.length; r++) {
      norm[r] = norm[r] == 0 ? 0 : a / norm[r];
    }
    return norm;
  }

  private void clippedStep(Tensor z, double a, Direction direction, Tensor g, Region region, Tensor out) {
    Tensor x = center(region.bounds());
    if (direction != Direction.NORMALISED && x != null) {
      Bounds.Around around = (Bounds.Around) region.bounds();
      if (direction == Direction.SIGN) {
        VectorSteps.sign(array(z), (float) a, array(g), around, array(x), array(out));
      } else {
        VectorSteps.scaled(array(z), (float) a, array(g), around, array(x), array(out));
      }
    } else if (direction == Direction.SIGN && region.bounds() instanceof Bounds.Each b) {
      VectorSteps.sign(array(z), (float) a, array(g), array(b.low()), array(b.high()), array(out));
    } else {
      double[] factor = direction == Direction.NORMALISED ? over(a, rowNorm2(g)) : null;
      move(z, a, direction, factor, g, out, 0, z.rows());
      project(out, region, out);
      if (direction == Direction.SIGN) {
        axpy(out, 0, out, out);
      }
    }
  }

  /** z + a·d of some rows. */
  private static void move(Tensor z, double a, Direction direction, double[] factor, Tensor g, Tensor out, int row, int end) {
    int d = z.rowSize();
    switch (direction) {
      case SIGN -> VectorSteps.sign(array(z), (float) a, array(g), array(out), row * d, end * d);
      case RAW -> VectorSteps.scaled(array(z), (float) a, array(g), array(out), row * d, end * d);
      case NORMALISED -> {
        for (int r = row; r < end; r++) {
          VectorSteps.normalised(array(z), factor[r], array(g), array(out), r * d, (r + 1) * d);
        }
      }
    }
  }

  @Override
  public Tensor normalised(double a, Tensor g, Tensor out) {
    if (!floats(g, out)) {
      return Kernels.super.normalised(a, g, out);
    }
    double[] factor = over(a, rowNorm2(g));
    for (int r = 0; r < factor.length; r++) {
      VectorSteps.times(factor[r], array(g), array(out), r * g.rowSize(), (r + 1) * g.rowSize());
    }
    return out;
  }

  @Override
  public Tensor project(Tensor z, Region region, Tensor out) {
    if (!floats(z, out) || !fits(z, region.bounds())) {
      return Kernels.super.project(z, region, out);
    }
    new RowProjection(z, region).project(array(z), 0, z.rows(), array(out));
    return out;
  }

  @Override
  public double[] rowDot(Tensor x, Tensor y) {
    if (!floats(x, y)) {
      return Kernels.super.rowDot(x, y);
    }
    double[] dot = new double[x.rows()];
    VectorSums sums = new VectorSums();
    for (int r = 0; r < dot.length; r++) {
      dot[r] = sums.dot(array(x), array(y), r * x.rowSize(), x.rowSize());
    }
    return dot;
  }

  @Override
  public double[] rowSum(Tensor x) {
    return floats(x) ? sums(x, false) : Kernels.super.rowSum(x);
  }

  @Override
  public double[] rowNorm1(Tensor x) {
    return floats(x) ? sums(x, true) : Kernels.super.rowNorm1(x);
  }

  private static double[] sums(Tensor x, boolean absolute) {
    double[] sum = new double[x.rows()];
    VectorSums sums = new VectorSums();
    for (int r = 0; r < sum.length; r++) {
      int from = r * x.rowSize();
      sum[r] = absolute ? sums.sumOfSizes(array(x), from, x.rowSize()) : sums.sum(array(x), from, x.rowSize());
    }
    return sum;
  }

  /** Squares of binary32 numbers neither overflow nor underflow in binary64. */
  @Override
  public double[] rowNorm2(Tensor x) {
    if (!floats(x)) {
      return Kernels.super.rowNorm2(x);
    }
    double[] norm = new double[x.rows()];
    new VectorSums().squares(array(x), x.rowSize(), 0, norm.length, norm);
    Arrays.setAll(norm, r -> Math.sqrt(norm[r]));
    return norm;
  }

  @Override
  public double[] rowNormInf(Tensor x) {
    if (!floats(x)) {
      return Kernels.super.rowNormInf(x);
    }
    double[] norm = new double[x.rows()];
    for (int r = 0; r < norm.length; r++) {
      norm[r] = VectorSums.largest(array(x), r * x.rowSize(), x.rowSize());
    }
    return norm;
  }

  @Override
  public Tensor axpy(Tensor z, double a, Tensor x, Tensor out) {
    if (!floats(z, x, out)) {
      return Kernels.super.axpy(z, a, x, out);
    }
    VectorSteps.scaled(array(z), (float) a, array(x), array(out), 0, z.shape().size());
    return out;
  }

  @Override
  public Tensor relu(Tensor x, Tensor out) {
    if (!floats(x, out)) {
      return Kernels.super.relu(x, out);
    }
    VectorElementwise.relu(array(x), array(out));
    return out;
  }

  @Override
  public Tensor reluPullback(Tensor y, Tensor g, Tensor out) {
    if (!floats(y, g, out)) {
      return Kernels.super.reluPullback(y, g, out);
    }
    VectorElementwise.reluPullback(array(y), array(g), array(out));
    return out;
  }

  @Override
  public Tensor momentum(Tensor u, Tensor v, double mu, boolean nesterov, Tensor out) {
    if (!floats(u, v, out)) {
      return Kernels.super.momentum(u, v, mu, nesterov, out);
    }
    VectorElementwise.momentum(array(u), array(v), (float) mu, nesterov, array(out));
    return out;
  }

  @Override
  public Tensor adam(Tensor u, Tensor m, Tensor v, Adam p, Tensor out) {
    if (!floats(u, m, v, out)) {
      return Kernels.super.adam(u, m, v, p, out);
    }
    VectorElementwise.adam(array(u), array(m), array(v), p, array(out));
    return out;
  }

  @Override
  public double[] crossEntropy(Tensor logits, int[] y, int sign, Tensor gradient) {
    boolean fits = gradient == null ? floats(logits) : floats(logits, gradient);
    if (!fits || logits.rowSize() == 0) {
      return Kernels.super.crossEntropy(logits, y, sign, gradient);
    }
    float[] g = gradient == null ? null : array(gradient);
    return new VectorLogits(logits.rowSize()).crossEntropy(array(logits), y, sign, g, logits.rows());
  }

  @Override
  public Tensor uniform(long key, long[] ids, long draw, Tensor out) {
    if (!floats(out)) {
      return Kernels.super.uniform(key, ids, draw, out);
    }
    VectorRandoms random = new VectorRandoms(key, draw);
    for (int r = 0; r < ids.length; r++) {
      random.uniform(ids[r], array(out), r * out.rowSize(), out.rowSize());
    }
    return out;
  }

  @Override
  public Tensor normal(long key, long[] ids, long draw, Tensor out) {
    if (!floats(out)) {
      return Kernels.super.normal(key, ids, draw, out);
    }
    VectorRandoms random = new VectorRandoms(key, draw);
    for (int r = 0; r < ids.length; r++) {
      random.normal(ids[r], array(out), r * out.rowSize(), out.rowSize());
    }
    return out;
  }
}
