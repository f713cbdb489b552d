package dev.danskin.testkit;

import dev.danskin.api.Draws;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Philox;
import dev.danskin.api.Randomised;
import dev.danskin.api.Transformation;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.api.transformation.Quantise;
import dev.danskin.models.graph.Graph;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Networks of every kind, and networks behind transformations, are models. */
class ModelsTest {
  /** A network on plain Java in binary64. */
  abstract static class Networks extends ModelContract {
    private final Model f;

    Networks(Graph graph) {
      f = ModelsForTests.onJvm(graph, DType.FLOAT64);
    }

    @Override
    protected Model model() {
      return f;
    }
  }

  @Nested
  class Linear extends Networks {
    Linear() {
      super(ModelsForTests.linear(1, 7, 3));
    }
  }

  @Nested
  class Dense extends Networks {
    Dense() {
      super(ModelsForTests.dense(2, 10, 16, 4));
    }
  }

  @Nested
  class Tied extends Networks {
    Tied() {
      super(ModelsForTests.tied(6, 8, 4));
    }
  }

  @Nested
  class Convolutional extends Networks {
    Convolutional() {
      super(ModelsForTests.convolutional(3, new int[] {1, 8, 8}, 5));
    }
  }

  @Nested
  class Residual extends Networks {
    Residual() {
      super(ModelsForTests.residual(5, new int[] {2, 6, 6}, 4));
    }
  }

  @Nested
  class Normalized extends Networks {
    Normalized() {
      super(ModelsForTests.normalized(7, new int[] {2, 6, 6}, 4));
    }
  }

  @Nested
  class InSinglePrecision extends ModelContract {
    private final Model f = ModelsForTests.onJvm(ModelsForTests.dense(2, 10, 16, 4), DType.FLOAT32);

    @Override
    protected Model model() {
      return f;
    }

    @Override
    protected DType type() {
      return DType.FLOAT32;
    }
  }

  @Nested
  class Rounded extends ModelContract {
    private final Model f = Transformation.before(ModelsForTests.onJvm(ModelsForTests.dense(2, 10, 16, 4), DType.FLOAT64),
        List.of(new Quantise(8)));

    @Override
    protected Model model() {
      return f;
    }

    @Override
    protected double accuracy() {
      return Double.NaN;
    }
  }

  /** With the numbers of one example, whatever the row: a model of any number of rows. */
  @Nested
  class Drawn extends ModelContract {
    private final Model network = ModelsForTests.onJvm(ModelsForTests.dense(2, 10, 16, 4), DType.FLOAT64);

    @Override
    protected Model model() {
      return new OfOneExample(network);
    }
  }

  private record OfOneExample(Model network) implements Model {
    private Model drawn(int n) {
      Draws draws = Philox.of(1, "law");
      return ((Randomised) Transformation.before(network, List.of(new TransformationsTest.SignFlip()))).drawn(draws, new long[n], 3);
    }

    @Override
    public Tensor logits(Tensor x) {
      return drawn(x.rows()).logits(x);
    }

    @Override
    public Linearized linearize(Tensor x) {
      return drawn(x.rows()).linearize(x);
    }

    @Override
    public Model at(Tensor theta) {
      return new OfOneExample(network.at(theta));
    }

    @Override
    public dev.danskin.api.Parameters parameters() {
      return network.parameters();
    }

    @Override
    public int classes() {
      return network.classes();
    }

    @Override
    public dev.danskin.api.Domain domain() {
      return network.domain();
    }
  }
}
