package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The law of {@link Kernels}: the bits of the definition, for every shape, for numbers of every size, for zeros of both signs, NaN and
 * infinities. Extend this class and name the kernels.
 */
public abstract class KernelsContract extends Contract {
  private static final int CASES = 150;
  private static final float[] ODD = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MIN_VALUE,
    Float.MAX_VALUE, 1e-30f, -1e30f, 1f, -1f};

  /** The kernels on trial. */
  protected abstract Kernels kernels();

  @Override
  protected Kernels subject() {
    return kernels();
  }

  /** Where the tensors of a case come from. */
  private static final class Given {
    private final Case random;
    private final DType type;
    private final int rows;
    private final int size;
    private final boolean odd;

    Given(Case random) {
      this.random = random;
      type = random.nextInt(5) == 0 ? DType.FLOAT64 : DType.FLOAT32;
      rows = random.size(1, 3);
      size = random.size(1, random.nextBoolean() ? 70 : 700);
      odd = random.nextInt(3) == 0;
    }

    Tensor tensor(double low, double high) {
      return tensor(low, high, rows, size, odd ? 0.02 : 0);
    }

    Tensor tensor(double low, double high, int n, int d, double strange) {
      double[] v = new double[n * d];
      for (int i = 0; i < v.length; i++) {
        v[i] = (float) (low + random.nextDouble() * (high - low));
        if (random.nextInt(20) == 0) {
          v[i] = random.nextBoolean() ? 0.0 : -0.0;
        }
        if (random.nextDouble() < strange) {
          v[i] = ODD[random.nextInt(ODD.length)];
        }
      }
      return Tensor.of(v, n, d).into(Memory.heap().allocate(type, Shape.of(n, d)));
    }

    /** Numbers of very different sizes: their sums are rounded, so that the order shows. */
    Tensor wide() {
      Tensor x = tensor(-1, 1);
      return x.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] * Math.scalb(1, random.nextInt(60) - 30)), x);
    }

    Bounds bounds() {
      Tensor x = tensor(0, 1, rows, size, 0).clamp(0, 1);
      int kind = random.nextInt(4);
      if (kind == 0) {
        return new Bounds.Around(x, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
      Bounds.Around around = new Bounds.Around(x, kind == 3 ? -0.25 : 0, 1, random.nextBoolean() ? Double.POSITIVE_INFINITY : 0.1);
      return kind == 1 ? new Bounds.Each(around.low(), around.high()) : around;
    }

    Region region() {
      Norm norm = new Norm[] {Norm.L1, Norm.L2, Norm.LINF}[random.nextInt(3)];
      double radius = norm == Norm.L1 ? random.nextDouble() * 20 : random.nextDouble() * 2;
      Bounds bounds = bounds();
      return new Region(norm, radius, norm == Norm.LINF ? bounds.within(random.nextDouble() * 0.3) : bounds);
    }
  }

  private static Tensor copy(Tensor t) {
    return Memory.heap().copy(t);
  }

  private static void sameBits(Tensor found, Tensor expected) {
    assertThat(bits(found)).isEqualTo(bits(expected));
  }

  private static long[] bits(Tensor t) {
    return Arrays.stream(t.toDoubles()).mapToLong(Double::doubleToLongBits).toArray();
  }

  private static long[] bits(double[] v) {
    return Arrays.stream(v).mapToLong(Double::doubleToLongBits).toArray();
  }

  private void sameRows(Function<Kernels, double[]> f) {
    assertThat(bits(f.apply(kernels()))).isEqualTo(bits(f.apply(Kernels.PLAIN)));
  }

  /** Once into a fresh tensor, once over the argument itself. */
  private void same(Tensor z, BiFunction<Kernels, Tensor[], Tensor> f) {
    Tensor expected = f.apply(Kernels.PLAIN, new Tensor[] {copy(z), z.like()});
    sameBits(f.apply(kernels(), new Tensor[] {copy(z), z.like()}), expected);
    Tensor over = copy(z);
    sameBits(f.apply(kernels(), new Tensor[] {over, over}), expected);
  }

  @Test
  void required_kernels01_steps() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      Tensor z = c.tensor(-0.5, 0.5);
      Tensor g = c.tensor(-1, 1).scale(Math.pow(10, random.nextInt(9) - 6));
      Region region = c.region();
      Direction direction = Direction.values()[random.nextInt(3)];
      double a = (random.nextBoolean() ? 1 : -1) * random.nextDouble() * 0.3;
      same(z, (k, t) -> k.step(t[0], a, direction, g, region, t[1]));
      Tensor overG = copy(g);
      sameBits(kernels().step(z, a, direction, overG, region, overG), Kernels.PLAIN.step(z, a, direction, g, region, z.like()));
    });
  }

  @Test
  void required_kernels02_projections() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      Region region = c.region();
      same(c.tensor(-1.5, 1.5), (k, t) -> k.project(t[0], region, t[1]));
      same(c.tensor(-1e-3, 1e-3), (k, t) -> k.project(t[0], region, t[1]));
    });
  }

  @Test
  void required_kernels03_sums() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      Tensor x = c.wide();
      Tensor y = c.tensor(-100, 100);
      sameRows(k -> k.rowDot(x, y));
      sameRows(k -> k.rowSum(x));
      sameRows(k -> k.rowNorm1(x));
      sameRows(k -> k.rowNorm2(x));
      sameRows(k -> k.rowNormInf(x));
      same(x, (k, t) -> k.normalised(0.5, t[0], t[1]));
    });
  }

  @Test
  void required_kernels04_elementwise() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      Tensor x = c.tensor(-1, 1);
      Tensor y = c.tensor(-1, 1);
      same(x, (k, t) -> k.axpy(t[0], 0.3, y, t[1]));
      same(x, (k, t) -> k.relu(t[0], t[1]));
      same(x, (k, t) -> k.reluPullback(t[0], y, t[1]));
    });
  }

  @Test
  void required_kernels05_updates() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      Tensor u = c.tensor(-1, 1);
      Tensor m = c.tensor(-1, 1);
      Tensor v = c.tensor(0, 1);
      boolean nesterov = random.nextBoolean();
      Kernels.Adam p = new Kernels.Adam(0.9, 0.999, 0.1, 0.001, 1e-8);
      Tensor[] states = new Tensor[8];
      for (int i = 0; i < 2; i++) {
        Kernels k = i == 0 ? Kernels.PLAIN : kernels();
        Tensor velocity = copy(m);
        Tensor first = copy(m);
        Tensor second = copy(v);
        Tensor overU = copy(u);
        states[6 + i] = k.momentum(overU, velocity, 0.9, nesterov, overU);
        sameBits(states[6 + i], k.momentum(u, copy(m), 0.9, nesterov, u.like()));
        states[i] = velocity;
        states[2 + i] = k.adam(u, first, second, p, u.like());
        states[4 + i] = first.plus(second);
      }
      for (int i = 0; i < states.length; i += 2) {
        sameBits(states[i + 1], states[i]);
      }
    });
  }

  @Test
  void required_kernels06_lossesOfLogits() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      int classes = random.size(2, random.nextBoolean() ? 21 : 301);
      Tensor z = c.tensor(-1, 1, c.rows, classes, c.odd ? 0.01 : 0).scale(Math.pow(10, random.nextInt(5) - 1));
      int[] y = random.ints(c.rows, 0, classes).toArray();
      int[] t = random.nextBoolean() ? null : Arrays.stream(y).map(v -> (v + 1) % classes).toArray();
      int sign = random.nextBoolean() ? 1 : -1;
      both(z, (k, g) -> k.crossEntropy(z, y, sign, g));
      both(z, (k, g) -> k.margin(z, y, sign, g));
      both(z, (k, g) -> k.logitsRatio(z, y, t, g));
    });
  }

  private void both(Tensor z, BiFunction<Kernels, Tensor, double[]> f) {
    Tensor expected = z.like();
    Tensor found = z.like();
    double[] values = f.apply(Kernels.PLAIN, expected);
    assertThat(bits(f.apply(kernels(), found))).isEqualTo(bits(values));
    sameBits(found, expected);
    assertThat(bits(f.apply(kernels(), null))).isEqualTo(bits(values));
  }

  @Test
  void required_kernels07_randomNumbers() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      long key = random.nextLong();
      long[] ids = random.longs(c.rows).toArray();
      long draw = random.nextInt(Integer.MAX_VALUE);
      Tensor out = c.tensor(0, 1);
      sameBits(kernels().uniform(key, ids, draw, out.like()), Kernels.PLAIN.uniform(key, ids, draw, out.like()));
      sameBits(kernels().normal(key, ids, draw, out.like()), Kernels.PLAIN.normal(key, ids, draw, out.like()));
    });
  }

  /** Of whatever argument, a NaN shows where it stands, and where an instance is summed up in all of what depends on the sum. */
  @Test
  void required_kernels08_aNaNIsNotSwallowed() {
    Property.check(CASES, random -> {
      Given c = new Given(random);
      Tensor z = c.tensor(-0.1, 0.1, c.rows, c.size, 0);
      Tensor g = c.tensor(-1, 1, c.rows, c.size, 0);
      Tensor x = c.tensor(0, 1, c.rows, c.size, 0).clamp(0, 1);
      Tensor broken = random.nextBoolean() ? g : z;
      int at = random.nextInt(c.size);
      double[] row = new double[c.size];
      broken.read(0, row);
      row[at] = Double.NaN;
      broken.write(0, row);
      Bounds around = new Bounds.Around(x, 0, 1, 0.1);
      for (Direction direction : Direction.values()) {
        for (Norm norm : new Norm[] {Norm.L1, Norm.L2, Norm.LINF}) {
          Tensor moved = kernels().step(z, 0.01, direction, g, new Region(norm, 1, around), z.like());
          assertThat(moved.get(at)).as("%s, %s", direction, norm).isNaN();
        }
      }
      assertThat(kernels().rowNormInf(broken)[0]).isNaN();
      assertThat(kernels().rowNorm2(broken)[0]).isNaN();
      assertThat(kernels().relu(broken, broken.like()).get(at)).isNaN();
      assertThat(kernels().reluPullback(broken, g, broken.like()).get(at)).isNaN();
    });
  }

  /** Ten million times 0.1: a sum in binary32 would be wrong by a factor of ten. */
  @Test
  void required_kernels09_sumsOfManyNumbersAreStable() {
    int n = 10_000_000;
    Tensor x = Tensor.zeros(DType.FLOAT32, 1, n).fill(0.1);
    assertThat(kernels().rowSum(x)[0]).isCloseTo(n * (double) 0.1f, within(1e-3));
    assertThat(kernels().rowNorm1(x)[0]).isCloseTo(n * (double) 0.1f, within(1e-3));
    assertThat(kernels().rowNorm2(x)[0]).isCloseTo(0.1f * Math.sqrt(n), within(1e-6));
    Tensor huge = Tensor.of(new float[] {3e38f, 3e38f}, 1, 2);
    assertThat(kernels().rowNorm2(huge)[0]).isCloseTo((double) 3e38f * Math.sqrt(2), within(1e24));
  }
}
