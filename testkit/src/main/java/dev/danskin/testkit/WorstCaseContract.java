package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Workers;
import dev.danskin.api.tensor.Tensor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The laws of a worst case φ(θ) = mean over a batch of max over δ ∈ Δ of a loss, such as {@link dev.danskin.api.WorstCase}: extend this
 * class and say how it is made. In binary64, with a search that finds the maximiser.
 */
public abstract class WorstCaseContract extends Contract {
  private static final int CASES = 20;

  /** φ over sets Δ of size eps, for more than 64 examples and few enough steps that its search is quick. */
  protected abstract Objective worst(double eps, RunContext run);

  /** The mean loss of the same examples as they are. */
  protected abstract Objective clean(RunContext run);

  /** A point [1, p] about which θ is tried. */
  protected abstract Tensor theta();

  /** The size at which laws are tried. */
  protected double eps() {
    return 0.05;
  }

  @Override
  protected Objective subject() {
    return worst(eps(), RunContext.of(1));
  }

  private static Evaluation at(Objective f, Tensor theta) {
    return f.at(new Points(theta, new int[] {0}), Order.GRADIENT, 3);
  }

  private Tensor near(Case random) {
    return theta().plus(0.1, random.normal(1, theta().rowSize()));
  }

  /** Small steps: a wider stencil crosses points where the maximiser switches. A case that a switch spoils is tried at other steps. */
  @Test
  void required_worstcase01_theGradientEqualsCentralDifferencesAwayFromSwitches() {
    Property.check(CASES, random -> {
      Tensor at = near(random);
      Tensor d = random.normal(1, at.rowSize());
      double product = at(subject(), at).gradient().rowDot(d)[0];
      double nearest = Double.POSITIVE_INFINITY;
      double slope = Double.NaN;
      for (double h = 1e-5; h > 1e-8; h /= 5) {
        double s = (at(subject(), at.plus(h, d)).values()[0] - at(subject(), at.plus(-h, d)).values()[0]) / (2 * h);
        slope = Math.abs(s - product) < nearest ? s : slope;
        nearest = Math.min(nearest, Math.abs(s - product));
      }
      assertThat(product).isCloseTo(slope, Offset.offset(1e-5 * (1 + Math.abs(slope))));
    });
  }

  @Test
  void required_worstcase02_inSetsOfOnePointItIsTheCleanLoss() {
    Property.check(CASES, random -> {
      Tensor at = near(random);
      Evaluation worst = at(worst(0, RunContext.of(1)), at);
      Evaluation clean = at(clean(RunContext.of(1)), at);
      assertThat(worst.values()).isEqualTo(clean.values());
      assertThat(worst.gradient().toDoubles()).isEqualTo(clean.gradient().toDoubles());
    });
  }

  @Test
  void required_worstcase03_neverBelowTheCleanLossAndNeverLessInLargerSets() {
    Property.check(CASES, random -> {
      Tensor at = near(random);
      double clean = at(clean(RunContext.of(1)), at).values()[0];
      double half = at(worst(eps() / 2, RunContext.of(1)), at).values()[0];
      double whole = at(subject(), at).values()[0];
      assertThat(half).isGreaterThanOrEqualTo(clean - 1e-12);
      assertThat(whole).isGreaterThanOrEqualTo(half - 1e-12);
    });
  }

  @Test
  void required_worstcase04_theBitsDoNotDependOnThreads() {
    Tensor at = theta();
    Evaluation one = at(subject(), at);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 3; i++) {
        Evaluation many = at(worst(eps(), RunContext.of(1).with(Workers.on(pool))), at);
        assertThat(many.values()).isEqualTo(one.values());
        assertThat(many.gradient().toDoubles()).isEqualTo(one.gradient().toDoubles());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Several points at once are several points one by one. */
  @Test
  void required_worstcase05_pointsAreIndependent() {
    Property.check(5, random -> {
      Tensor both = Tensor.of(new double[2 * theta().rowSize()], 2, theta().rowSize());
      both.put(0, near(random), 0);
      both.put(1, near(random), 0);
      Evaluation together = subject().at(new Points(both, new int[] {0, 0}), Order.GRADIENT, 3);
      for (int j = 0; j < 2; j++) {
        Evaluation alone = at(subject(), both.rows(new int[] {j}));
        assertThat(together.values()[j]).isEqualTo(alone.values()[0]);
        assertThat(together.gradient().rows(new int[] {j}).toDoubles()).isEqualTo(alone.gradient().toDoubles());
        assertThat(subject().at(new Points(both.rows(new int[] {j}), new int[] {0}), Order.VALUE, 3).values()).isEqualTo(alone.values());
      }
    });
  }
}
