package dev.danskin.solvers.quadratic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.testkit.Property;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The algebra of interpolation and of steps. */
class InterpolationSetTest {
  private static final int N = 4;

  private static InterpolationSet designed(int m) {
    InterpolationSet set = new InterpolationSet(N, m);
    double[] low = {-3, -0.1, -3, -3};
    double[] high = {3, 3, 0, 3};
    System.arraycopy(new Design(0.5, low, high).points(m), 0, set.y, 0, m);
    assertThat(Inversion.of(set)).isTrue();
    return set;
  }

  private static double[] all(InterpolationSet set) {
    double[][] omega = new double[set.m][set.m];
    for (int j = 0; j < set.m; j++) {
      for (int k = 0; k < set.m; k++) {
        omega[j][k] = Vectors.dot(set.z[j], set.z[k]);
      }
    }
    double[] o = InterpolationSet.flat(omega);
    double[] x = InterpolationSet.flat(set.xi);
    double[] u = InterpolationSet.flat(set.upsilon);
    double[] all = Arrays.copyOf(o, o.length + x.length + u.length);
    System.arraycopy(x, 0, all, o.length, x.length);
    System.arraycopy(u, 0, all, o.length + x.length, u.length);
    return all;
  }

  private static void moveSome(InterpolationSet set, Random random) {
    for (int moves = 0; moves < 3 * set.m; moves++) {
      double[] d = random.doubles(N, -0.7, 0.7).toArray();
      set.look(d);
      int t = 0;
      for (int k = 1; k < set.m; k++) {
        t = set.denominator(k) > set.denominator(t) ? k : t;
      }
      assertThat(set.denominator(t)).isGreaterThanOrEqualTo(set.lagrange(t) * set.lagrange(t) * (1 - 1e-9));
      set.move(t, d, random.nextDouble());
      set.best = random.nextInt(set.m);
    }
  }

  @Test
  void updatedItIsWhatItIsComputedAnew() {
    Property.check(10, random -> {
      for (int m : new int[] {N + 2, 2 * N, 2 * N + 1, 2 * N + 3, (N + 1) * (N + 2) / 2}) {
        InterpolationSet set = designed(m);
        moveSome(set, random);
        double[] updated = all(set);
        assertThat(Inversion.of(set)).isTrue();
        double[] anew = all(set);
        double scale = Arrays.stream(anew).map(Math::abs).max().orElseThrow();
        assertThat(updated).containsExactly(anew, Offset.offset(1e-8 * scale));
      }
    });
  }

  @Test
  void lagrangeFunctionsAreOneAtTheirPointAndZeroAtTheOthers() {
    Property.check(10, random -> {
      InterpolationSet set = designed(2 * N + 1);
      moveSome(set, random);
      for (int k = 0; k < set.m; k++) {
        double[] d = set.y[k].clone();
        Vectors.add(-1, set.centre(), d);
        set.look(d);
        for (int t = 0; t < set.m; t++) {
          assertThat(set.lagrange(t)).isCloseTo(t == k ? 1 : 0, Offset.offset(1e-8));
        }
      }
    });
  }

  @Test
  void theModelTakesTheValuesAndALeastChangeIsNoneWhereItDoes() {
    Property.check(10, random -> {
      InterpolationSet set = designed(2 * N + 1);
      moveSome(set, random);
      QuadraticModel q = QuadraticModel.least(set);
      for (int k = 0; k < set.m; k++) {
        double[] d = set.y[k].clone();
        Vectors.add(-1, set.centre(), d);
        assertThat(q.change(d)).isCloseTo(set.f[k] - set.f[set.best], Offset.offset(1e-8));
      }
      double[] before = InterpolationSet.flat(q.hessian);
      q.fit(set);
      assertThat(InterpolationSet.flat(q.hessian)).containsExactly(before, Offset.offset(1e-8));
    });
  }

  @Test
  void pointsOnALineDetermineNoModel() {
    InterpolationSet set = new InterpolationSet(2, 5);
    for (int k = 0; k < 5; k++) {
      set.y[k] = new double[] {k, 2 * k};
    }
    assertThat(Inversion.of(set)).isFalse();
  }

  @Test
  void aDesignReusesPointsThatLieWell() {
    InterpolationSet old = designed(2 * N + 1);
    for (int k = 0; k < old.m; k++) {
      old.f[k] = 10 + k;
    }
    old.y[3] = old.y[2].clone();
    InterpolationSet again = designed(2 * N + 1);
    boolean[] undefined = new boolean[old.m];
    boolean[] oldUndefined = new boolean[old.m];
    oldUndefined[5] = true;
    assertThat(Reuse.of(old, again, 5, oldUndefined, undefined)).containsExactly(3);
    again.f[3] = 13;
    assertThat(again.f).containsExactly(old.f);
    assertThat(undefined).isEqualTo(oldUndefined);
    double[] updated = all(again);
    assertThat(Inversion.of(again)).isTrue();
    assertThat(updated).containsExactly(all(again), Offset.offset(1e-9));
  }

  private static double[][] symmetric(Random random, int n, double shift) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = random.nextGaussian() + (i == j ? shift : 0);
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  private static double value(double[] g, double[][] h, double[] d) {
    return Vectors.dot(g, d) + Vectors.dot(d, Vectors.times(h, d, new double[d.length])) / 2;
  }

  /** No random point of sphere and box is better by more than a little: a step is nearly global at these curvatures. */
  @Test
  void stepsStayInsideAndGainAsMuchAsTheyAreSaidTo() {
    Property.check(100, random -> {
      int n = 1 + random.nextInt(6);
      double[][] h = symmetric(random, n, random.nextInt(3) * 4 - 4);
      double[] g = random.doubles(n, -2, 2).toArray();
      double[] low = random.doubles(n, -1, 0).toArray();
      double[] high = random.doubles(n, 0, 1).toArray();
      int held = random.nextInt(n);
      low[held] = random.nextBoolean() ? 0 : Double.NEGATIVE_INFINITY;
      double radius = 0.2 + random.nextDouble();
      TruncatedConjugateGradients tcg = new TruncatedConjugateGradients(n);
      double gain = tcg.solve(g, h, low, high, radius);
      assertThat(gain).isCloseTo(-value(g, h, tcg.d), Offset.offset(1e-9));
      assertThat(Math.sqrt(Vectors.dot(tcg.d, tcg.d))).isLessThanOrEqualTo(radius * (1 + 1e-9));
      double[] slope = Vectors.times(h, tcg.d, new double[n]);
      for (int i = 0; i < n; i++) {
        assertThat(tcg.d[i]).isBetween(low[i], high[i]);
        assertThat(tcg.gradient[i]).isCloseTo(g[i] + slope[i], Offset.offset(1e-9));
        assertThat(tcg.held[i] == 0 || tcg.d[i] == (tcg.held[i] < 0 ? low[i] : high[i])).isTrue();
      }
      assertThat(gain).isGreaterThanOrEqualTo(0.5 * cauchy(g, h, low, high, radius));
    });
  }

  /** What the best of many points along the projected path of steepest descent gains. */
  private static double cauchy(double[] g, double[][] h, double[] low, double[] high, double radius) {
    double best = 0;
    for (int s = 1; s <= 1000; s++) {
      double[] d = new double[g.length];
      for (int i = 0; i < d.length; i++) {
        d[i] = Math.min(high[i], Math.max(low[i], -g[i] * s * 2e-3));
      }
      best = Vectors.dot(d, d) <= radius * radius ? Math.max(best, -value(g, h, d)) : best;
    }
    return best;
  }

  @Test
  void withoutBoundsAStepIsTheNewtonStep() {
    Property.check(20, random -> {
      double[][] h = symmetric(random, N, 12);
      double[] expected = random.doubles(N, -0.4, 0.4).toArray();
      double[] g = Vectors.times(h, expected, new double[N]);
      Arrays.setAll(g, i -> -g[i]);
      double[] far = new double[N];
      Arrays.fill(far, Double.POSITIVE_INFINITY);
      double[] low = new double[N];
      Arrays.fill(low, Double.NEGATIVE_INFINITY);
      TruncatedConjugateGradients tcg = new TruncatedConjugateGradients(N);
      tcg.solve(g, h, low, far, 2);
      assertThat(tcg.d).containsExactly(expected, Offset.offset(0.05));
      assertThat(tcg.curvature).isBetween(3.0, 24.0);
    });
  }
}
