package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Linearized;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators do beside the laws. */
class OperatorDetailsTest {
  @Test
  void shapesThatDoNotFitAreRefusedByName() {
    Graph.Builder b = Graph.of(3, 8, 8);
    int w = b.parameter("w", new int[] {4, 2, 3, 3}, new float[72]);
    assertThatThrownBy(() -> b.add("c1", new Conv(Window.of(3, 1, 1), 1), 0, w)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Conv 'c1': expected").hasMessageContaining("[4, 2, 3, 3]");
    assertThatThrownBy(() -> b.add("r", new Reshape(List.of(5)), 0)).hasMessageStartingWith("Reshape 'r': expected");
    assertThatThrownBy(() -> b.add("p", new MaxPool(Window.of(9, 1, 0)), 0)).hasMessageContaining("at least 9");
  }

  @Test
  void batchNormalizationInTrainingIsTheTextbookFormula() {
    Graph.Builder b = Graph.of(1, 1, 2);
    int[] one = {1};
    int v = b.add("bn", new BatchNormalization(0.5), 0, b.parameter("s", one, new float[] {3}), b.parameter("b", one, new float[] {1}),
        b.parameter("m", one, new float[] {7}), b.parameter("v", one, new float[] {9}));
    Graph graph = b.build(b.add("flat", new Reshape(List.of(2)), v));
    assertThat(graph.parameters().blocks()).extracting(dev.danskin.api.Parameters.Block::trained).containsExactly(true, true, false, false);
    Tensor x = Tensor.of(new double[] {1, 2, 3, 6}, 2, 1, 1, 2);
    Network f = ModelsForTests.onJvm(graph, DType.FLOAT64);
    try (Linearized l = f.training().linearize(x)) {
      double root = Math.sqrt(3.5 + 0.5);
      assertThat(l.logits().toDoubles()).containsExactly(new double[] {-6 / root + 1, -3 / root + 1, 1, 9 / root + 1},
          org.assertj.core.data.Offset.offset(1e-12));
      assertThat(l.statistics().toDoubles()).containsExactly(new double[] {0, 0, 3, 14.0 / 3}, org.assertj.core.data.Offset.offset(1e-12));
    }
    assertThat(f.logits(x).get(0)).as("outside training")
        .isCloseTo(3 * (1 - 7) / Math.sqrt(9.5) + 1, org.assertj.core.data.Offset.offset(1e-12));
    assertThatThrownBy(() -> ModelsForTests.onJvm(ModelsForTests.normalizedDense(1, 3, 4, 2), DType.FLOAT32).training()
        .logits(Tensor.zeros(DType.FLOAT32, 1, 3))).hasMessageContaining("expected at least two values");
  }

  @Test
  void aNaNWinsAMaxPool() {
    Graph.Builder b = Graph.of(1, 2, 2);
    int v = b.add("pool", new MaxPool(Window.of(2, 2, 0)), 0);
    Graph graph = b.build(b.add("flat", new Reshape(List.of(1)), v));
    Tensor x = Tensor.of(new float[] {1, Float.NaN, 3, 2}, 1, 1, 2, 2);
    assertThat(ModelsForTests.onJvm(graph, DType.FLOAT32).logits(x).get(0)).isNaN();
    assertThat(Shape.of(2, 3).withRows(4)).isEqualTo(Shape.of(4, 3));
  }
}
