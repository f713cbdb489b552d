package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of {@link Loss}: extend this class and name the loss. */
public abstract class LossContract extends Contract {
  private static final int CASES = 60;

  /** The loss on trial. */
  protected abstract Loss loss();

  @Override
  protected Loss subject() {
    return loss();
  }

  private static Labels labels(Random random, int n, int classes) {
    int[] y = random.ints(n, 0, classes).toArray();
    int kind = random.nextInt(3);
    if (kind == 0) {
      return Labels.of(y);
    }
    if (kind == 1) {
      int[] t = new int[n];
      java.util.Arrays.setAll(t, i -> (y[i] + 1 + random.nextInt(classes - 1)) % classes);
      return new Labels.Targeted(y, t);
    }
    Tensor p = Tensors.uniform(random, 0, 1, DType.FLOAT64, n, classes);
    double[] sum = p.rowSum();
    java.util.Arrays.setAll(sum, i -> 1 / sum[i]);
    return new Labels.Distributions(p.rowScale(sum));
  }

  @Test
  void required_loss01_gradientIsThatOfTheValues() {
    Property.check(CASES, random -> {
      int n = random.size(1, 3);
      int classes = random.size(2, 7);
      Tensor z = random.normal(n, classes);
      Labels y = labels(random, n, classes);
      Tensor g = loss().gradient(z, y);
      double h = 1e-6;
      for (int k = 0; k < classes; k++) {
        Tensor e = unit(z, k);
        double[] up = loss().values(z.plus(h, e), y);
        double[] down = loss().values(z.plus(-h, e), y);
        for (int i = 0; i < n; i++) {
          assertThat(g.get(i * classes + k)).isCloseTo((up[i] - down[i]) / (2 * h),
              org.assertj.core.data.Offset.offset(1e-4 * (1 + Math.abs(g.rowNormInf()[i]) * g.rowNormInf()[i])));
        }
      }
    });
  }

  private static Tensor unit(Tensor z, int k) {
    return z.mapRows((r, v) -> {
      java.util.Arrays.fill(v, 0);
      v[k] = 1;
    }, z.like());
  }

  @Test
  void required_loss02_instancesAreIndependent() {
    Property.check(CASES, random -> {
      int classes = random.size(2, 7);
      Tensor z = Tensors.normal(random, DType.FLOAT32, 4, classes);
      Labels y = labels(random, 4, classes);
      int[] one = {2};
      assertThat(loss().values(z.rows(one), y.rows(one))[0]).isEqualTo(loss().values(z, y)[2]);
      assertThat(loss().gradient(z.rows(one), y.rows(one)).toDoubles()).isEqualTo(loss().gradient(z, y).rows(one).toDoubles());
    });
  }

  @Test
  void required_loss03_aNaNLogitMakesANaNLoss() {
    Tensor z = Tensor.of(new double[] {1, Double.NaN, 3, 2}, 1, 4);
    assertThat(loss().values(z, Labels.of(0))).containsExactly(Double.NaN);
    assertThat(loss().gradient(z, Labels.of(0)).rowFinite()).containsExactly(false);
  }

  @Test
  void required_loss04_largeLogitsStayFinite() {
    Tensor z = Tensor.of(new double[] {1e4, -1e4, 0, 500}, 1, 4);
    for (int y = 0; y < 4; y++) {
      assertThat(loss().values(z, Labels.of(y))[0]).isFinite();
      assertThat(loss().gradient(z, Labels.of(y)).rowFinite()).containsExactly(true);
    }
  }

  @Test
  void required_loss05_bothAtOnceAreTheValuesAndTheGradient() {
    Property.check(CASES, random -> {
      int n = random.size(1, 3);
      int classes = random.size(2, 7);
      Tensor z = random.normal(n, classes);
      Labels y = labels(random, n, classes);
      Tensor gradient = z.like().fill(7);
      assertThat(loss().valuesAndGradient(z, y, gradient)).isEqualTo(loss().values(z, y));
      assertThat(gradient.toDoubles()).isEqualTo(loss().gradient(z, y).toDoubles());
    });
  }

  @Test
  void required_loss06_labelsThatDoNotFitAreRefused() {
    Tensor z = Tensor.of(new double[] {1, 2, 0, 3, 1, 5}, 2, 3);
    for (Labels y : new Labels[] {Labels.of(0, 3), Labels.of(-1, 0), Labels.of(1), Labels.of(0, 1, 2)}) {
      assertThatThrownBy(() -> loss().values(z, y)).as("values of %s", y).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> loss().gradient(z, y)).as("gradient of %s", y).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
