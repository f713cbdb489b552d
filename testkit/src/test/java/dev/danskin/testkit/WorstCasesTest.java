package dev.danskin.testkit;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Labels;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Problem;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Goal;
import dev.danskin.api.RunContext;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.defects.Interval;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;

/** Worst cases of linear models, where one step to the extreme point is the maximiser. */
class WorstCasesTest {
  private static Batch batch() {
    Tensor x = Tensors.uniform(new Random(3), 0, 1, DType.FLOAT64, 70, 5);
    return new Batch(x, Labels.of(new Random(4).ints(70, 0, 2).toArray()), LongStream.range(0, 70).toArray());
  }

  private static Attack oneStep(double eps, dev.danskin.api.Loss loss) {
    return new MaximumLoss(new Interval(eps), loss, new OneStep(), MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.LAST);
  }

  @Nested
  class OfCrossEntropy extends WorstCaseContract {
    private final Model f = ModelsForTests.onJvm(ModelsForTests.linear(2, 5, 2), DType.FLOAT64);

    @Override
    protected Objective worst(double eps, RunContext run) {
      return new WorstCase(f, new CrossEntropy(), oneStep(eps, new CrossEntropy()), step -> batch(), run);
    }

    @Override
    protected Objective clean(RunContext run) {
      return new WorstCase(f, new CrossEntropy(), null, step -> batch(), run);
    }

    @Override
    protected Tensor theta() {
      return f.parameters().theta().cast(DType.FLOAT64);
    }
  }

  @Nested
  class OfTheMargin extends WorstCaseContract {
    private final Model f = ModelsForTests.onJvm(ModelsForTests.linear(5, 5, 2), DType.FLOAT64);

    @Override
    protected Objective worst(double eps, RunContext run) {
      return new WorstCase(f, new Margin(), oneStep(eps, new Margin()), step -> batch(), run);
    }

    @Override
    protected Objective clean(RunContext run) {
      return new WorstCase(f, new Margin(), null, step -> batch(), run);
    }

    @Override
    protected Tensor theta() {
      return f.parameters().theta().cast(DType.FLOAT64);
    }
  }
}
