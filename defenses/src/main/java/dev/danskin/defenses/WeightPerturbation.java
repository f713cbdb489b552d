package dev.danskin.defenses;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Parameters;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import java.util.function.LongFunction;

/**
 * min over θ of max over v of E max over δ CE(f_{θ+v}(x ⊕ δ), y), ‖v_l‖ ≤ γ‖θ_l‖ for every block l of weights: one ascent
 * step on the weights, v_l = γ‖θ_l‖ g_l/‖g_l‖, then the gradient at θ + v moves θ (Wu, Xia, Wang: Adversarial weight
 * perturbation helps robust generalization, 2020). Vectors (biases) are not perturbed. The attack searches twice a step.
 *
 * @param outer the minimisation over θ; one batch a step
 * @param inner the maximisation over δ; let it be judged by its last iterate
 * @param gamma γ in [0, 1)
 * @param batchSize examples in a batch, ≥ 1
 * @param augmentation what is done to inputs before
 */
public record WeightPerturbation(Solver outer, Attack inner, @Default("0.01") double gamma, @Default("128") int batchSize,
    @Default("none") Augmentation augmentation) implements Defense {
  /** IllegalArgumentException if a component is out of range. */
  public WeightPerturbation {
    Training.check(batchSize, 0);
    if (!(gamma >= 0 && gamma < 1)) {
      throw new IllegalArgumentException("expected 0 ≤ gamma < 1, found " + gamma);
    }
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    Training training = new Training(model, data, outer, run, checkpoint);
    LongFunction<Batch> batches = training.batches(batchSize, augmentation);
    Perturbed risk = new Perturbed(new WorstCase(model, new CrossEntropy(), inner, batches, run.at("inner")), model.parameters());
    return training.minimise(step -> risk);
  }

  private final class Perturbed implements Objective {
    private final WorstCase risk;
    private final Parameters parameters;

    Perturbed(WorstCase risk, Parameters parameters) {
      this.risk = risk;
      this.parameters = parameters;
    }

    @Override
    public boolean deterministic() {
      return false;
    }

    @Override
    public Evaluation at(Points points, Order order, long draw) {
      Tensor g = risk.at(points, Order.GRADIENT, draw).gradient();
      double[] theta = points.z().toDoubles();
      double[] direction = g.toDoubles();
      for (Parameters.Block block : parameters.blocks()) {
        if (block.trained() && block.shape().size() > 1) {
          ascend(theta, direction, block);
        }
      }
      Tensor moved = points.z().like();
      moved.write(0, theta);
      return risk.at(new Points(moved, points.instance()), order, draw);
    }

    private void ascend(double[] theta, double[] g, Parameters.Block block) {
      double size = norm(theta, block);
      double length = norm(g, block);
      for (int i = block.offset(); i < block.offset() + block.size() && length > 0; i++) {
        theta[i] += gamma * size * g[i] / length;
      }
    }

    private static double norm(double[] v, Parameters.Block block) {
      double s = 0;
      for (int i = block.offset(); i < block.offset() + block.size(); i++) {
        s += v[i] * v[i];
      }
      return Math.sqrt(s);
    }
  }
}
