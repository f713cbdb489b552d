package dev.danskin.api;

import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * φ(θ) = mean over a batch of max over δ ∈ Δ(x) of loss(f_θ(x ⊕ δ), y), with the gradient of Danskin's theorem (The theory
 * of max-min, 1967): the gradient of the loss at the maximiser, δ held fixed. The variable is θ [m, p]. Exact where the
 * maximiser is unique and the attack finds it; for several maximisers see {@link #steepest}.
 *
 * @param attack finds δ; null for δ = 0, which makes φ the plain mean loss
 * @param batches step ↦ batch; a draw selects the step
 * @param run the inner attacks' randomness and budget
 */
public record WorstCase(Model model, Loss loss, Attack attack, LongFunction<Batch> batches, RunContext run)
    implements Objective {

  /** As the canonical constructor, with seed 0. */
  public WorstCase(Model model, Loss loss, Attack attack, LongFunction<Batch> batches) {
    this(model, loss, attack, batches, RunContext.of(0));
  }

  @Override
  public boolean deterministic() {
    return false;
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    return new EmpiricalRisk(model, this::over, batches, run).at(points, order, draw);
  }

  /** The inner attack has a thread of its own, so it starts no others. It sees f as it is, the loss f in training. */
  private EmpiricalRisk.Sum over(Model f, Batch some, Order order, RunContext step) {
    Tensor x = maximiser(f, some, step);
    if (order == Order.VALUE) {
      return new EmpiricalRisk.Sum(sum(loss.values(f.training().logits(x), some.y())), null);
    }
    try (Linearized l = f.training().linearize(x)) {
      Tensor cotangent = l.logits().like();
      double sum = sum(loss.valuesAndGradient(l.logits(), some.y(), cotangent));
      return new EmpiricalRisk.Sum(sum, l.parameterPullback(cotangent)).with(l, some.size());
    }
  }

  private Tensor maximiser(Model f, Batch some, RunContext step) {
    return attack == null ? some.x() : attack.run(f, some, step.with(Workers.sequential())).adversarial();
  }

  /**
   * The steepest descent direction of φ at θ: minus the point of least norm in (1/n) Σ_i conv{g_ij}, g_ij the gradients
   * of example i's loss at its maximisers. {@code searches} runs of the attack, each with random numbers of its own, look
   * for them; an example's δ counts if its loss is within {@code tolerance} of the largest found for that example.
   * Batch normalization keeps its running statistics here, since examples are taken one by one.
   * Memory and time for a gradient per example and distinct maximiser: for kinks of a small batch, not for every step.
   *
   * @param theta [1, p]
   * @param draw the step, which selects the batch
   * @param searches ≥ 1
   * @param tolerance ≥ 0, in the units of the loss
   * @return [1, p]; zero where no direction descends
   * @throws IllegalArgumentException if searches or tolerance are out of range
   */
  public Tensor steepest(Tensor theta, long draw, int searches, double tolerance) {
    if (searches < 1 || !(tolerance >= 0)) {
      throw new IllegalArgumentException("expected at least 1 search and a tolerance ≥ 0, found " + searches + " and " + tolerance);
    }
    Batch batch = batches.apply(draw);
    Model at = model.at(theta);
    Tensor[] found = new Tensor[attack == null ? 1 : searches];
    double[][] values = new double[found.length][];
    for (int s = 0; s < found.length; s++) {
      found[s] = maximiser(at, batch, run.at(stream(draw, s)));
      values[s] = loss.values(at.logits(found[s]), batch.y());
    }
    double[][][] gradients = new double[batch.size()][][];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = gradients(at, batch, i, maximisers(found, values, i, tolerance));
    }
    double[] p = MinimumNorm.point(direction -> leastSum(gradients, direction), theta.rowSize());
    for (int k = 0; k < p.length; k++) {
      p[k] = -p[k];
    }
    Tensor direction = Memory.heap().allocate(theta.type(), Shape.of(1, p.length));
    direction.write(0, p);
    return direction;
  }

  /** The first search is the one whose gradient {@link #at} returns. */
  private static String stream(long draw, int search) {
    return "draw-" + draw + (search == 0 ? "" : ".search-" + search);
  }

  /** The distinct inputs found for example i whose loss is within {@code tolerance} of its largest. */
  private static List<Tensor> maximisers(Tensor[] found, double[][] values, int i, double tolerance) {
    double best = Arrays.stream(values).mapToDouble(v -> v[i]).max().orElseThrow();
    List<Tensor> kept = new ArrayList<>();
    for (int s = 0; s < found.length; s++) {
      Tensor x = found[s].rows(new int[] {i});
      double[] elements = x.toDoubles();
      if (values[s][i] >= best - tolerance && kept.stream().noneMatch(k -> Arrays.equals(k.toDoubles(), elements))) {
        kept.add(x);
      }
    }
    return kept;
  }

  private double[][] gradients(Model at, Batch batch, int i, List<Tensor> inputs) {
    Labels y = batch.y().rows(new int[] {i});
    double[][] gradients = new double[inputs.size()][];
    for (int j = 0; j < gradients.length; j++) {
      try (Linearized f = at.linearize(inputs.get(j))) {
        gradients[j] = f.parameterPullback(loss.gradient(f.logits(), y)).toDoubles();
      }
    }
    return gradients;
  }

  /** The vertex of the mean of the examples' hulls that is least along a direction: each example chooses for itself. */
  private static double[] leastSum(double[][][] gradients, double[] direction) {
    double[] mean = new double[direction.length];
    for (double[][] ofOne : gradients) {
      double[] g = MinimumNorm.least(ofOne, direction);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += g[k] / gradients.length;
      }
    }
    return mean;
  }

  private static double sum(double[] values) {
    double s = 0;
    for (double v : values) {
      s += v;
    }
    return s;
  }
}
