package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.L0Ball;
import dev.danskin.api.set.L1Ball;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Balls in domains with one-hot groups obey the laws of sets, and their oracles are what trying all categories gives. */
abstract class OneHot extends FeasibleSetContract {
  private final Norm norm;

  OneHot(Norm norm) {
    this.norm = norm;
  }

  /** A domain with groups of two or three features, some of them or some of their categories fixed, and one valid input of it. */
  private record Place(Domain domain, Tensor x) {
    static Place random(Random random, int rows, int size) {
      double[] low = new double[size];
      double[] high = new double[size];
      boolean[] mutable = new boolean[size];
      List<int[]> groups = new ArrayList<>();
      int at = 0;
      while (at < size) {
        int group = Math.min(size - at, random.nextInt(4));
        int end = at + Math.max(1, group);
        for (int i = at; i < end; i++) {
          low[i] = group > 1 ? 0 : -random.nextDouble();
          high[i] = group > 1 ? 1 : random.nextDouble();
          mutable[i] = random.nextInt(6) > 0;
        }
        if (group > 1) {
          groups.add(IntStream.range(at, end).toArray());
        }
        at = end;
      }
      Tensor x = Tensors.uniform(random, 0, 1, DType.FLOAT64, rows, size);
      x.mapRows((r, v) -> {
        for (int i = 0; i < size; i++) {
          v[i] = low[i] + v[i] * (high[i] - low[i]);
        }
        groups.forEach(g -> {
          Arrays.stream(g).forEach(i -> v[i] = 0);
          v[g[random.nextInt(g.length)]] = 1;
        });
      }, x);
      return new Place(Domain.of(new int[] {size}, low, high).masked(mutable).oneHot(groups), x);
    }
  }

  private double radius(Random random) {
    return norm == Norm.L0 ? random.nextInt(6) : random.nextInt(4) == 0 ? new double[] {0, 1, Math.sqrt(2), 2, Math.sqrt(6)}[random.nextInt(5)]
        : 3 * random.nextDouble();
  }

  @Override
  protected FeasibleSet set(Random random, int rows, int size) {
    Place p = Place.random(random, rows, size);
    return new OneHotBall(norm, radius(random), p.domain.room(p.x), p.domain.groups());
  }

  /** As steep as the norm's ball is; samples of L0 sets say nothing of that. */
  @Override
  protected Norm norm() {
    return norm == Norm.L0 ? null : norm;
  }

  /** Every perturbation of the groups of one input that the domain allows. */
  private static List<double[]> switches(Domain domain, double[] x) {
    List<double[]> all = new ArrayList<>(List.of(new double[x.length]));
    for (int[] group : domain.groups()) {
      int from = Arrays.stream(group).filter(i -> x[i] == 1).findFirst().orElseThrow();
      List<double[]> more = new ArrayList<>(all);
      for (int to : group) {
        if (to != from && domain.mutable(from) && domain.mutable(to)) {
          for (double[] before : all) {
            double[] after = before.clone();
            after[from] = -1;
            after[to] = 1;
            more.add(after);
          }
        }
      }
      all = more;
    }
    return all;
  }

  /** The numeric features' ball beside given switches, null if they cost too much; groups stay 0 there. */
  private FeasibleSet beside(Domain domain, Tensor x, double[] switched, double radius) {
    double cost = norm.of(Tensor.of(switched, 1, switched.length))[0];
    if (cost > radius * (1 + 1e-12)) {
      return null;
    }
    boolean[] free = new boolean[x.rowSize()];
    Arrays.fill(free, true);
    domain.groups().forEach(g -> Arrays.stream(g).forEach(i -> free[i] = false));
    Box room = domain.room(x);
    Box numeric = new Box(only(room.low(), free), only(room.high(), free));
    return switch (norm) {
      case LINF -> new LInfBall(radius, numeric);
      case L2 -> new L2Ball(Math.sqrt(Math.max(0, radius * radius - Math.rint(cost * cost))), numeric);
      case L1 -> new L1Ball(Math.max(0, radius - cost), numeric);
      case L0 -> new L0Ball(radius - cost, numeric);
    };
  }

  private static Tensor only(Tensor bounds, boolean[] free) {
    return bounds.mapRows((r, v) -> {
      for (int i = 0; i < v.length; i++) {
        v[i] = free[i] ? v[i] : 0;
      }
    }, bounds.like());
  }

  @Test
  void oraclesAreThoseOfTryingAllCategories() {
    Property.check(150, random -> {
      Place p = Place.random(random, 1, 2 + random.nextInt(9));
      int d = p.x.rowSize();
      double radius = radius(random);
      FeasibleSet set = new OneHotBall(norm, radius, p.domain.room(p.x), p.domain.groups());
      Tensor z = Tensors.normal(random, DType.FLOAT64, 1, d).scale(Math.pow(10, random.nextInt(3) - 1));
      double nearest = Double.POSITIVE_INFINITY;
      double farthest = Double.NEGATIVE_INFINITY;
      for (double[] switched : switches(p.domain, p.x.toDoubles())) {
        FeasibleSet ball = beside(p.domain, p.x, switched, radius);
        if (ball != null) {
          Tensor s = Tensor.of(switched, 1, d);
          nearest = Math.min(nearest, z.minus(ball.project(z, z.like()).plus(s)).rowNorm2()[0]);
          farthest = Math.max(farthest, z.rowDot(ball.extreme(z, z.like()).plus(s))[0]);
          assertThat(set.contains(s, 1e-9)).containsOnly(true);
        }
      }
      Tensor projected = set.project(z, z.like());
      assertThat(z.minus(projected).rowNorm2()[0]).isCloseTo(nearest, org.assertj.core.data.Offset.offset(1e-9 * (1 + nearest)));
      assertThat(set.support(z)[0]).isCloseTo(farthest, org.assertj.core.data.Offset.offset(1e-9 * (1 + Math.abs(farthest))));
      for (Tensor point : List.of(projected, set.extreme(z, z.like()), set.sample(draws(random), new long[] {random.nextInt(99)}, 1, z.like()))) {
        Tensor changed = p.x.plus(point);
        p.domain.check(changed, new long[] {0});
        p.domain.checkKept(p.x, changed, new long[] {0});
        assertThat(norm.of(point)[0]).isLessThanOrEqualTo(radius * (1 + 1e-9));
      }
    });
  }

  private static dev.danskin.api.Draws draws(Random random) {
    return dev.danskin.api.Philox.of(random.nextLong(), "law");
  }

  /** Half a switch, two categories at once, a fixed category and an empty group are outside. */
  @Test
  void whatIsNotOneHotIsOutside() {
    Domain domain = Domain.of(new int[] {4}, new double[4], new double[] {1, 1, 1, 1}).masked(true, true, false, true).oneHot(0, 1, 2);
    Tensor x = Tensor.of(new double[] {1, 0, 0, 0.5}, 1, 4);
    FeasibleSet set = new OneHotBall(norm, 4, domain.room(x), domain.groups());
    double[][] inside = {{0, 0, 0, 0}, {-1, 1, 0, 0}, {-1, 1, 0, 0.5}};
    double[][] outside = {{-0.5, 0.5, 0, 0}, {-1, 0, 0, 0}, {0, 1, 0, 0}, {-1, 0, 1, 0}, {-1, 1, 0, 0.6}};
    for (double[] z : inside) {
      assertThat(set.contains(Tensor.of(z, 1, 4), 1e-9)).as(Arrays.toString(z)).containsOnly(true);
    }
    for (double[] z : outside) {
      assertThat(set.contains(Tensor.of(z, 1, 4), 1e-9)).as(Arrays.toString(z)).containsOnly(false);
    }
  }

  /** Over many draws every number of switches and every category that may be chosen comes up. */
  @Test
  void samplesReachEveryCategory() {
    Domain domain = Domain.of(new int[] {6}, new double[6], new double[] {1, 1, 1, 1, 1, 1}).oneHot(0, 1, 2).oneHot(3, 4, 5);
    Tensor x = Tensor.of(new double[] {1, 0, 0, 0, 0, 1}, 1, 6);
    FeasibleSet set = new OneHotBall(norm, 4, domain.room(x), domain.groups());
    int[] count = new int[6];
    int[] switched = new int[3];
    for (int draw = 0; draw < 600; draw++) {
      double[] z = set.sample(draws(new Random(1)), new long[] {0}, draw, x.like()).toDoubles();
      int k = 0;
      for (int i = 0; i < 6; i++) {
        count[i] += z[i] == 1 ? 1 : 0;
        k += z[i] == -1 ? 1 : 0;
      }
      switched[k]++;
    }
    assertThat(Arrays.stream(switched)).allMatch(c -> c > 140);
    assertThat(count[0] + count[5]).isZero();
    assertThat(IntStream.rangeClosed(1, 4).map(i -> count[i])).allMatch(c -> c > 100);
  }
}
