package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.Philox;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The laws of {@link FeasibleSet}: extend this class and say which sets to try. */
public abstract class FeasibleSetContract extends Contract {
  private static final double TOLERANCE = 1e-9;
  private static final int CASES = 40;

  /** Random sets for {@code rows} instances of {@code size} float64 elements; all of them convex or none. */
  protected abstract FeasibleSet set(Random random, int rows, int size);

  /** The norm in which {@link FeasibleSet#steepest} is steepest, or null if none of {@link Norm}. */
  protected abstract Norm norm();

  @Override
  protected FeasibleSet subject() {
    return set(new Random(1), 2, 4);
  }

  @Override
  protected Map<String, String> optOuts() {
    Map<String, String> declined = new TreeMap<>();
    if (!subject().convex()) {
      declined.put("set03", "convex() is false");
      declined.put("set12", "convex() is false");
    }
    if (norm() == null) {
      declined.put("set06", "norm() is null: steepest is not steepest in a norm");
    }
    return declined;
  }

  /** One case: a set, points around it. */
  private record Around(FeasibleSet set, Tensor z, int rows, int size) {}

  private Around random(Case random) {
    int rows = random.size(1, 3);
    int size = random.size(1, 12);
    double spread = Math.pow(10, random.nextInt(4) - 2);
    return new Around(set(random, rows, size), random.normal(rows, size).scale(spread), rows, size);
  }

  private static long[] ids(Random random, int rows) {
    return random.longs(rows, 0, 1000).toArray();
  }

  private static Tensor sample(Around c, Random random) {
    return c.set.sample(Philox.of(random.nextLong(), "law"), ids(random, c.rows), 0, c.z.like());
  }

  @Test
  void required_set01_projectionIsFeasible() {
    Property.check(CASES, random -> {
      Around c = random(random);
      assertThat(c.set.contains(c.set.project(c.z, c.z.like()), TOLERANCE)).containsOnly(true);
    });
  }

  @Test
  void required_set02_projectionIsIdempotent() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor p = c.set.project(c.z, c.z.like());
      assertThat(Tensors.relativeError(c.set.project(p, p.like()), p)).isLessThan(TOLERANCE);
    });
  }

  @Test
  void optional_set03_projectionIsNonexpansive() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor other = random.normal(c.rows, c.size);
      Tensor y = switch (random.nextInt(3)) {
        case 0 -> other;
        case 1 -> c.z.plus(Math.pow(10, -random.nextInt(6)), other);
        default -> exchanged(c.z, random.nextInt(c.size), random.nextInt(c.size));
      };
      double[] before = c.z.minus(y).rowNorm2();
      double[] after = c.set.project(c.z, c.z.like()).minus(c.set.project(y, y.like())).rowNorm2();
      for (int r = 0; r < c.rows; r++) {
        assertThat(after[r]).isLessThanOrEqualTo(before[r] * (1 + TOLERANCE) + TOLERANCE);
      }
    });
  }

  /** Two coordinates change places. */
  private static Tensor exchanged(Tensor z, int i, int j) {
    return z.mapRows((r, v) -> {
      double first = v[i];
      v[i] = v[j];
      v[j] = first;
    }, z.like());
  }

  /** Points of the set: samples, and what lies on the way to the extreme point beyond which z is. */
  private static List<Tensor> rivals(Around c, Tensor p, Case random) {
    List<Tensor> rivals = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      rivals.add(sample(c, random));
    }
    Tensor beyond = c.z.minus(p);
    Tensor extreme = c.set.extreme(beyond, beyond.like());
    rivals.add(extreme);
    for (double t = 0.1; c.set.convex() && t > 1e-4; t /= 10) {
      rivals.add(p.plus(t, extreme.minus(p)));
    }
    return rivals;
  }

  @Test
  void required_set04_projectionIsTheNearestPoint() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor p = c.set.project(c.z, c.z.like());
      double[] nearest = c.z.minus(p).rowNorm2();
      for (Tensor s : rivals(c, p, random)) {
        double[] other = c.z.minus(s).rowNorm2();
        for (int r = 0; r < c.rows; r++) {
          assertThat(nearest[r]).isLessThanOrEqualTo(other[r] + TOLERANCE);
        }
      }
    });
  }

  @Test
  void required_set05_extremePointIsFeasibleAndBeatsEverySample() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor e = c.set.extreme(c.z, c.z.like());
      assertThat(c.set.contains(e, TOLERANCE)).containsOnly(true);
      double[] best = c.z.rowDot(e);
      double[] support = c.set.support(c.z);
      for (int k = 0; k < 5; k++) {
        double[] other = c.z.rowDot(sample(c, random));
        for (int r = 0; r < c.rows; r++) {
          assertThat(best[r]).isGreaterThanOrEqualTo(other[r] - TOLERANCE * (1 + Math.abs(other[r])));
          assertThat(support[r]).isEqualTo(best[r]);
        }
      }
    });
  }

  @Test
  void optional_set06_steepestIsAUnitDirectionAndBeatsEveryOther() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor d = c.set.steepest(c.z, c.z.like());
      double[] unit = norm().of(d);
      double[] slope = c.z.rowDot(d);
      Tensor other = random.normal(c.rows, c.size);
      double[] length = norm().of(other);
      double[] otherSlope = c.z.rowDot(other);
      for (int r = 0; r < c.rows; r++) {
        assertThat(unit[r]).isCloseTo(1, Offset.offset(TOLERANCE));
        assertThat(slope[r]).isGreaterThanOrEqualTo(otherSlope[r] / length[r] - TOLERANCE);
      }
    });
  }

  @Test
  void required_set07_supportsOfOppositeDirectionsDoNotCross() {
    Property.check(CASES, random -> {
      Around c = random(random);
      double[] up = c.set.support(c.z);
      double[] down = c.set.support(c.z.scale(-1));
      for (int r = 0; r < c.rows; r++) {
        assertThat(up[r] + down[r]).isGreaterThanOrEqualTo(-TOLERANCE * (1 + Math.abs(up[r])));
      }
    });
  }

  @Test
  void required_set08_samplesAreFeasibleAndDependOnTheIdOnly() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Philox draws = Philox.of(random.nextLong(), "law");
      long[] ids = ids(random, c.rows);
      Tensor all = c.set.sample(draws, ids, 3, c.z.like());
      assertThat(c.set.contains(all, TOLERANCE)).containsOnly(true);
      int last = c.rows - 1;
      Tensor alone = c.set.rows(new int[] {last}).sample(draws, new long[] {ids[last]}, 3, c.z.like(1));
      assertThat(alone.toDoubles()).isEqualTo(all.rows(new int[] {last}).toDoubles());
    });
  }

  @Test
  void required_set09_instancesAreIndependent() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor p = c.set.project(c.z, c.z.like());
      Tensor e = c.set.extreme(c.z, c.z.like());
      int[] last = {c.rows - 1};
      FeasibleSet one = c.set.rows(last);
      Tensor z = c.z.rows(last);
      assertThat(one.project(z, z.like()).toDoubles()).isEqualTo(p.rows(last).toDoubles());
      assertThat(one.extreme(z, z.like()).toDoubles()).isEqualTo(e.rows(last).toDoubles());
    });
  }

  @Test
  void required_set10_aNaNIsNotSwallowed() {
    Property.check(CASES, random -> {
      Around c = random(random);
      double[] row = new double[c.size];
      c.z.read(0, row);
      row[random.nextInt(c.size)] = Double.NaN;
      c.z.write(0, row);
      assertThat(c.set.project(c.z, c.z.like()).rowFinite()[0]).isFalse();
      assertThat(c.set.steepest(c.z, c.z.like()).rowFinite()[0]).isFalse();
    });
  }

  /** What is left out of a direction would have led nowhere, and nothing else is changed. */
  @Test
  void required_set11_obstructedCoordinatesCannotMove() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor z = c.set.project(c.z, c.z.like());
      Tensor g = random.normal(c.rows, c.size);
      double[] before = g.toDoubles();
      double[] after = c.set.unobstructed(z, g, g.like()).toDoubles();
      for (int i = 0; i < before.length; i++) {
        if (after[i] != before[i]) {
          assertThat(after[i]).isZero();
          Tensor step = g.like().fill(0);
          double[] row = new double[c.size];
          row[i % c.size] = before[i];
          step.write(i / c.size, row);
          assertThat(c.set.project(z.plus(step), step).minus(z).rowNorm2()[i / c.size]).isLessThan(TOLERANCE * (1 + z.rowNorm2()[i / c.size]));
        }
      }
    });
  }

  /** ⟨z − Πz, s − Πz⟩ ≤ 0 for every s of the set. */
  @Test
  void optional_set12_projectionObeysTheVariationalInequality() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor p = c.set.project(c.z, c.z.like());
      double[] nearest = c.z.minus(p).rowNorm2();
      for (Tensor s : rivals(c, p, random)) {
        double[] angle = c.z.minus(p).rowDot(s.minus(p));
        for (int r = 0; r < c.rows; r++) {
          assertThat(angle[r]).isLessThanOrEqualTo(TOLERANCE * (1 + nearest[r]));
        }
      }
    });
  }

  @Test
  void required_set13_aStepIsAMoveThenAProjection() {
    Property.check(CASES, random -> {
      Around c = random(random);
      Tensor g = random.normal(c.rows, c.size);
      double a = random.magnitude(random.nextDouble() - 0.5);
      double[] length = g.rowNorm2();
      for (Direction direction : Direction.values()) {
        Tensor d = switch (direction) {
          case SIGN -> g.signum();
          case RAW -> g;
          case NORMALISED -> g.mapRows((r, v) -> Arrays.setAll(v, i -> v[i] / length[r]), g.like());
        };
        Tensor moved = c.z.plus(a, d);
        Tensor expected = c.set.project(moved, moved.like());
        double error = Arrays.stream(c.set.step(c.z, a, direction, g, g.like()).minus(expected).rowNormInf()).max().orElseThrow();
        assertThat(error).as("%s", direction).isLessThan(1e-6 * (1 + Math.abs(a)));
        if (direction == c.set.steepest()) {
          assertThat(Tensors.relativeError(c.set.steepest(g, g.like()), d)).as("steepest()").isLessThan(TOLERANCE);
        }
      }
    });
  }
}
