package dev.danskin.api.kernel;

import dev.danskin.api.Norm;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * The hot arithmetic: steps fused with projections, norms, losses of logits, updates of moments, random numbers. The methods here are
 * the definition, composed from a tensor's own operations and loops over instances; faster twins override them and give <em>the same
 * bits</em> for every input ({@code KernelsContract} in testkit demands it), so that it never matters which one runs.
 *
 * <p>Tensors are [n, …] of one type. {@code out} has the shape of the first tensor, may be any of the arguments of that shape, is
 * overwritten and returned; {@code double[]} arguments and results are [n]. NaN is never swallowed: it passes to the results of its
 * element or, where a result needs the whole instance, to all of it. Implementations are immutable and thread-safe. A tensor of
 * another type or shape is an {@link IllegalArgumentException}.
 */
public interface Kernels {
  /** The definition itself, in plain Java. */
  Kernels PLAIN = new Kernels() {
    @Override
    public String toString() {
      return "plain";
    }
  };

  /** The fastest kernels on the class path that this JVM can run, otherwise {@link #PLAIN}. */
  static Kernels fastest() {
    return Provided.FASTEST;
  }

  /** How kernels are found: a {@link java.util.ServiceLoader} service. */
  interface Provider {
    /** The kernels, or null where this JVM cannot run them. */
    Kernels kernels();
  }

  // ---- steps and projections ----

  /**
   * Π_S(z + a·d), d the direction of g: the step of projected gradient ascent (a &gt; 0) or descent. Where d is the sign, an infinite
   * gradient makes a NaN, and so does an infinite z within bounds alone.
   *
   * @param a the length, for RAW a factor
   */
  default Tensor step(Tensor z, double a, Direction direction, Tensor g, Region region, Tensor out) {
    Tensor moved = switch (direction) {
      case SIGN -> z.plus(Math.copySign(0, a), g).plus(a, g.signum());
      case RAW -> z.plus(a, g);
      case NORMALISED -> z.plus(normalised(a, g, g.like()));
    };
    project(moved, region, out);
    return direction == Direction.SIGN && region.norm() == Norm.LINF ? out.plus(0, moved, out) : out;
  }

  /** a·g/‖g‖₂, 0 where g is 0, taken in binary64 and rounded: no guard that could fake a small gradient. */
  default Tensor normalised(double a, Tensor g, Tensor out) {
    double[] norm = rowNorm2(g);
    return g.mapRows((r, v) -> {
      double factor = norm[r] == 0 ? 0 : a / norm[r];
      boolean tiny = Double.isInfinite(factor);
      for (int i = 0; i < v.length; i++) {
        v[i] = tiny ? v[i] / norm[r] * a : v[i] * factor;
      }
    }, out);
  }

  /** argmin over S of ‖s − z‖₂, exactly up to rounding. */
  default Tensor project(Tensor z, Region region, Tensor out) {
    Bounds bounds = region.bounds();
    boolean unbounded = bounds instanceof Bounds.Around b && b.unbounded();
    if (region.norm() == Norm.L1) {
      return projectL1(z, region, out);
    }
    Tensor scaled = region.norm() == Norm.L2 ? z.rowScale(unbounded ? scales(z, region.radius()) : scales(z, region), out) : z;
    return unbounded ? scaled == z ? z.into(out) : scaled : scaled.clamp(bounds.low(), bounds.high(), out);
  }

  private double[] scales(Tensor z, double radius) {
    double[] factor = rowDot(z, z);
    for (int r = 0; r < factor.length; r++) {
      factor[r] = Projections.scale(radius, factor[r]);
    }
    return factor;
  }

  private static double[] scales(Tensor z, Region region) {
    double[] factor = new double[z.rows()];
    double[] y = new double[z.rowSize()];
    double[] low = y.clone();
    double[] high = y.clone();
    for (int r = 0; r < factor.length; r++) {
      z.read(r, y);
      region.bounds().low().read(r, low);
      region.bounds().high().read(r, high);
      factor[r] = Rows.scale(y, low, high, region.radius(), 1);
    }
    return factor;
  }

  private static Tensor projectL1(Tensor z, Region region, Tensor out) {
    double[] low = new double[z.rowSize()];
    double[] high = low.clone();
    return z.mapRows((r, y) -> {
      region.bounds().low().read(r, low);
      region.bounds().high().read(r, high);
      Rows.shrink(y, low, high, Rows.threshold(y, low, high, region.radius()));
    }, out);
  }

  // ---- sums ----

  /** ⟨x, y⟩, accumulated in binary64 in the order of {@link Sums}. */
  default double[] rowDot(Tensor x, Tensor y) {
    return x.rowDot(y);
  }

  /** Σx. */
  default double[] rowSum(Tensor x) {
    return x.rowSum();
  }

  /** Σ|x|. */
  default double[] rowNorm1(Tensor x) {
    return x.rowNorm1();
  }

  /** (Σx²)^½, without overflow. */
  default double[] rowNorm2(Tensor x) {
    return x.rowNorm2();
  }

  /** max|x|. */
  default double[] rowNormInf(Tensor x) {
    return x.rowNormInf();
  }

  // ---- elementwise ----

  /** z + a·x. */
  default Tensor axpy(Tensor z, double a, Tensor x, Tensor out) {
    return z.plus(a, x, out);
  }

  /** max(x, 0). */
  default Tensor relu(Tensor x, Tensor out) {
    return x.clamp(0, Double.POSITIVE_INFINITY, out);
  }

  /** The pullback of relu: g where y = relu(x) is positive, 0 where it is 0, NaN where it is NaN. */
  default Tensor reluPullback(Tensor y, Tensor g, Tensor out) {
    double[] row = new double[y.rowSize()];
    return g.mapRows((r, v) -> {
      y.read(r, row);
      for (int i = 0; i < v.length; i++) {
        v[i] = row[i] > 0 ? v[i] : row[i] * 0;
      }
    }, out);
  }

  /** v ← μ v + u; the result is v, or u + μ v with Nesterov's look ahead. {@code v} is overwritten. */
  default Tensor momentum(Tensor u, Tensor v, double mu, boolean nesterov, Tensor out) {
    v.scale(mu, v).plus(u, v);
    return nesterov ? u.plus(mu, v, out) : v.into(out);
  }

  /**
   * m ← β₁ m + (1 − β₁) u, v ← β₂ v + (1 − β₂) u²; the result is (m/c₁) / ((v/c₂)^½ + ε), the division by c a multiplication by 1/c.
   * {@code m} and {@code v} are overwritten.
   */
  default Tensor adam(Tensor u, Tensor m, Tensor v, Adam p, Tensor out) {
    Tensor square = u.times(u, u.like());
    m.scale(p.beta1(), m).plus(1 - p.beta1(), u, m);
    v.scale(p.beta2(), v).plus(1 - p.beta2(), square, v);
    Tensor root = v.scale(1 / p.correction2(), square).sqrt(square);
    return m.scale(1 / p.correction1(), out).over(root, p.epsilon(), out);
  }

  /** The numbers of a step of Adam: decay of the moments, 1 − βᵗ for both, ε. */
  record Adam(double beta1, double beta2, double correction1, double correction2, double epsilon) {}

  // ---- losses of logits ----

  /**
   * log Σ_k e^{z_k} − z_y, with sign −1 its negative. Not finite logits make the whole instance NaN.
   *
   * @param logits [n, K]
   * @param y a class from 0 to K − 1 for each instance
   * @param gradient sign · (softmax(z) − e_y) goes here, of logits' shape; null if not wanted
   * @return the values
   */
  default double[] crossEntropy(Tensor logits, int[] y, int sign, Tensor gradient) {
    return perRow(logits, gradient, (r, z, g) -> Logits.crossEntropy(z, y[r], sign, g));
  }

  /**
   * max_{k≠own} z_k − z_own, times sign.
   *
   * @param gradient of logits' shape; null if not wanted
   */
  default double[] margin(Tensor logits, int[] own, int sign, Tensor gradient) {
    return perRow(logits, gradient, (r, z, g) -> Logits.margin(z, own[r], sign, g));
  }

  /**
   * The difference-of-logits ratio, see {@link dev.danskin.api.loss.DifferenceOfLogitsRatio}.
   *
   * @param targets null for the untargeted form
   * @param gradient of logits' shape; null if not wanted
   */
  default double[] logitsRatio(Tensor logits, int[] y, int[] targets, Tensor gradient) {
    return perRow(logits, gradient, (r, z, g) -> Logits.ratio(z, y[r], targets == null ? -1 : targets[r], g));
  }

  /** A function of one instance's logits; g is null or to be filled, zeros at first. */
  @FunctionalInterface
  interface OfLogits {
    /** The value. */
    double at(int row, double[] z, double[] g);
  }

  /** Applies {@code f} to every instance in binary64. */
  static double[] perRow(Tensor logits, Tensor gradient, OfLogits f) {
    double[] values = new double[logits.rows()];
    double[] z = new double[logits.rowSize()];
    double[] g = gradient == null ? null : new double[z.length];
    for (int r = 0; r < values.length; r++) {
      logits.read(r, z);
      if (g != null) {
        Arrays.fill(g, 0);
      }
      values[r] = f.at(r, z, g);
      if (g != null) {
        gradient.write(r, g);
      }
    }
    return values;
  }

  // ---- random numbers ----

  /**
   * Uniform numbers in [0, 1), multiples of 2⁻²⁴: the upper 24 bits of the words of Philox blocks, word i mod 4 of block ⌊i/4⌋ for
   * element i.
   *
   * @param key the stream
   * @param ids [n]
   * @param draw 0 ≤ draw &lt; 2³¹
   */
  default Tensor uniform(long key, long[] ids, long draw, Tensor out) {
    return out.mapRows((r, row) -> Randoms.uniform(key, ids[r], draw, row), out);
  }

  /** Standard normal numbers by Box and Muller from Philox blocks, two of a block; tails to 8.5σ. */
  default Tensor normal(long key, long[] ids, long draw, Tensor out) {
    return out.mapRows((r, row) -> Randoms.normal(key, ids[r], draw, row), out);
  }
}
