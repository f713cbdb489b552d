package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.DifferenceOfLogitsRatio;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LossesTest {
  @Nested
  class CrossEntropies extends LossContract {
    @Override
    protected Loss loss() {
      return new CrossEntropy();
    }
  }

  @Nested
  class Margins extends LossContract {
    @Override
    protected Loss loss() {
      return new Margin();
    }
  }

  @Nested
  class Ratios extends LossContract {
    @Override
    protected Loss loss() {
      return new DifferenceOfLogitsRatio();
    }
  }

  @Test
  void theRatioIsWrittenOutForTwoThreeAndMoreClasses() {
    Loss dlr = new DifferenceOfLogitsRatio();
    Offset<Double> near = Offset.offset(1e-9);
    assertThat(dlr.values(Tensor.of(new double[] {3, 1}, 1, 2), Labels.of(0))[0]).isEqualTo(-2.0);
    assertThat(dlr.values(Tensor.of(new double[] {5, 2, 1}, 1, 3), Labels.of(0))[0]).isCloseTo(-3 / 4.0, near);
    Labels targeted = new Labels.Targeted(new int[] {0}, new int[] {2});
    assertThat(dlr.values(Tensor.of(new double[] {5, 2, 1}, 1, 3), targeted)[0]).isCloseTo(-4 / 4.0, near);
    assertThat(dlr.values(Tensor.of(new double[] {5, 2, 1, 0}, 1, 4), targeted)[0]).isCloseTo(-4 / 4.5, near);
  }

  @Test
  void theRatioDoesNotChangeWhenLogitsAreShiftedAndScaled() {
    Loss dlr = new DifferenceOfLogitsRatio();
    Tensor z = Tensor.of(new double[] {3, -1, 2, 0.5}, 1, 4);
    double before = dlr.values(z, Labels.of(2))[0];
    double after = dlr.values(z.scale(7).mapRows((r, v) -> java.util.Arrays.setAll(v, i -> v[i] + 5), z.like()), Labels.of(2))[0];
    assertThat(after).isCloseTo(before, Offset.offset(1e-9));
  }

  @Test
  void labelsOutOfRangeAreRefusedInOneSentence() {
    Tensor z = Tensor.of(new double[] {1, 2}, 1, 2);
    assertThatThrownBy(() -> new CrossEntropy().values(z, Labels.of(2))).hasMessage("expected a class from 0 to 1, found 2");
    assertThatThrownBy(() -> new CrossEntropy().values(z, Labels.of(0, 1))).hasMessageContaining("labels for 1 instances");
  }
}
