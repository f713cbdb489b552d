package dev.danskin.testkit.defects;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Goal;
import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Workers;
import dev.danskin.api.WorstCase;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.ModelsForTests;
import dev.danskin.testkit.Tensors;
import dev.danskin.testkit.WorstCaseContract;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

/** Worst cases that break a law each. */
final class WorstCaseDefects {
  private WorstCaseDefects() {}

  /** The worst case of a linear model, which one long step finds. */
  abstract static class Linear extends WorstCaseContract {
    private final Model f = ModelsForTests.onJvm(ModelsForTests.linear(2, 5, 2), DType.FLOAT64);
    private final Batch batch = new Batch(Tensors.uniform(new Random(3), 0, 1, DType.FLOAT64, 70, 5),
        Labels.of(new Random(4).ints(70, 0, 2).toArray()), LongStream.range(0, 70).toArray());

    Objective sound(double eps, Loss maximised, RunContext run) {
      Attack attack = new MaximumLoss(new Interval(eps), maximised, new Descent(10, 1, Direction.SIGN), MaximumLoss.Start.ZERO,
          Goal.UNTARGETED, Problem.Answer.LAST);
      return new WorstCase(f, new CrossEntropy(), attack, step -> batch, run);
    }

    @Override
    protected Objective worst(double eps, RunContext run) {
      return sound(eps, new CrossEntropy(), run);
    }

    @Override
    protected Objective clean(RunContext run) {
      return new WorstCase(f, new CrossEntropy(), null, step -> batch, run);
    }

    @Override
    protected Tensor theta() {
      return f.parameters().theta().cast(DType.FLOAT64);
    }
  }

  @Planted(breaks = "worstcase01", how = "takes the gradient at the clean inputs")
  static final class CleanGradient extends Linear {
    @Override
    protected Objective worst(double eps, RunContext run) {
      return (points, order, draw) -> {
        Evaluation e = super.worst(eps, run).at(points, order, draw);
        return new Evaluation(e.values(), clean(run).at(points, order, draw).gradient(), e.reached());
      };
    }
  }

  @Planted(breaks = "worstcase02", how = "searches around the clean input even in a set of one point")
  static final class NeverClean extends Linear {
    @Override
    protected Objective worst(double eps, RunContext run) {
      return super.worst(eps + 1e-6, run);
    }
  }

  @Planted(breaks = "worstcase03", how = "takes the best case for the worst: a sign is wrong")
  static final class BestCase extends Linear {
    @Override
    protected Objective worst(double eps, RunContext run) {
      Loss loss = new CrossEntropy();
      return sound(eps, new Loss() {
        @Override
        public double[] values(Tensor logits, Labels y) {
          return Arrays.stream(loss.values(logits, y)).map(v -> -v).toArray();
        }

        @Override
        public Tensor gradient(Tensor logits, Labels y) {
          return loss.gradient(logits, y).scale(-1);
        }
      }, run);
    }
  }

  @Planted(breaks = "worstcase04", how = "adds up in the order in which threads finish")
  static final class AnyOrder extends Linear {
    @Override
    protected Objective worst(double eps, RunContext run) {
      boolean alone = run.workers().equals(Workers.sequential());
      return (points, order, draw) -> {
        Evaluation e = super.worst(eps, run).at(points, order, draw);
        return alone ? e : new Evaluation(Arrays.stream(e.values()).map(Math::nextUp).toArray(), e.gradient(), e.reached());
      };
    }
  }

  @Planted(breaks = "worstcase05", how = "evaluates every point at the first")
  static final class AlwaysTheFirst extends Linear {
    @Override
    protected Objective worst(double eps, RunContext run) {
      return (points, order, draw) ->
          super.worst(eps, run).at(new Points(points.z().rows(new int[points.instance().length]), points.instance()), order, draw);
    }
  }
}
