package dev.danskin.defenses;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.EmpiricalRisk;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Workers;
import dev.danskin.api.tensor.Tensor;

/**
 * Σ_i ℓ(f(x_i), f(x_i ⊕ δ_i), y_i), δ_i found by an attack and held fixed; the gradient flows through both evaluations.
 * Batch normalization takes statistics in each of them, half of the weight to either; the attack sees the running ones.
 *
 * @param against what the attack maximises away from: the labels, or the network's own clean distribution
 */
record PairRisk(Attack inner, PairLoss loss, Against against) implements EmpiricalRisk.Examples {
  /** What the attack looks for. */
  enum Against {
    /** Inputs whose loss for the true class is large. */
    LABELS,
    /** Inputs whose outputs are far from those at x: with cross-entropy as the attack's loss, KL(p ‖ q) up to a constant. */
    OWN_OUTPUT
  }

  @Override
  public EmpiricalRisk.Sum over(Model f, Batch some, Order order, RunContext run) {
    Model trained = f.training();
    try (Linearized clean = trained.linearize(some.x())) {
      Labels wanted = against == Against.LABELS ? some.y()
          : new Labels.Distributions(softmax(trained == f ? clean.logits() : f.logits(some.x())));
      Tensor x = inner.run(f, new Batch(some.x(), wanted, some.ids()), run.with(Workers.sequential())).adversarial();
      try (Linearized changed = trained.linearize(x)) {
        return sum(clean, changed, some.y().classes(), order);
      }
    }
  }

  private static Tensor softmax(Tensor logits) {
    return logits.mapRows((r, z) -> {
      double[] log = PairLoss.logSoftmax(z);
      java.util.Arrays.setAll(z, k -> StrictMath.exp(log[k]));
    }, logits.like());
  }

  private EmpiricalRisk.Sum sum(Linearized clean, Linearized changed, int[] y, Order order) {
    Tensor toClean = clean.logits().like();
    Tensor toChanged = clean.logits().like();
    int classes = toClean.rowSize();
    double[] a = new double[classes];
    double[] b = new double[classes];
    double[] ga = new double[classes];
    double[] gb = new double[classes];
    double value = 0;
    for (int i = 0; i < y.length; i++) {
      clean.logits().read(i, a);
      changed.logits().read(i, b);
      value += loss.at(a, b, y[i], ga, gb);
      toClean.write(i, ga);
      toChanged.write(i, gb);
    }
    if (order == Order.VALUE) {
      return new EmpiricalRisk.Sum(value, null);
    }
    Tensor gradient = clean.parameterPullback(toClean);
    return new EmpiricalRisk.Sum(value, gradient.plus(changed.parameterPullback(toChanged), gradient))
        .with(clean, y.length / 2.0).with(changed, y.length / 2.0);
  }
}
