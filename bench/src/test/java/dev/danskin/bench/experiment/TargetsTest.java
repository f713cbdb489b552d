package dev.danskin.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  @Test
  void cocoHasFiftyOneFromHundredToHundredMillionth() {
    Targets t = Targets.bbob();
    assertThat(t.size()).isEqualTo(51);
    assertThat(t.values()).contains(100.0, 10.0, 1.0, 0.1, 1e-3, 1e-5).startsWith(100.0).endsWith(1e-8);
    assertThat(t.gaps(Double.NaN)[50]).isEqualTo(1e-8);
    assertThat(t.decades(List.of())).hasSize(11).startsWith(0, 5).endsWith(45, 50);
  }

  /** From a gap of 50, a tenth of it. */
  @Test
  void relativeOnesAreSharesOfTheGapAtTheStart() {
    Targets t = Targets.relative(List.of(0.1, 0.25));
    assertThat(t.gaps(50)[t.index(0.1)]).isEqualTo(5);
    assertThat(t.gaps(50)[t.index(0.25)]).isEqualTo(12.5);
    assertThat(t.values()).endsWith(1e-8).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoTargetIsRefused() {
    assertThatThrownBy(() -> new Targets(false, List.of(1.0, 1.0))).hasMessageContaining("expected positive targets, each less");
    assertThatThrownBy(() -> new Targets(false, List.of(1.0, 0.0))).hasMessageContaining("expected positive targets");
    assertThatThrownBy(() -> new Targets(false, List.of(Double.NaN))).hasMessageContaining("expected positive targets");
    assertThatThrownBy(() -> Targets.bbob().index(3)).hasMessageContaining("expected one of the targets");
  }
}
