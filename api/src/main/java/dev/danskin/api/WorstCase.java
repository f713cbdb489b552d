package dev.danskin.api;

import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
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
    Batch batch = batches.apply(draw);
    double[] values = new double[points.instance().length];
    Tensor gradient = order == Order.GRADIENT ? points.z().like() : null;
    for (int j = 0; j < values.length; j++) {
      Model at = model.at(points.z().rows(new int[] {j}));
      Maximum m = maximum(at, batch, order, "draw-" + draw);
      values[j] = m.value;
      if (gradient != null) {
        gradient.put(j, m.gradient.cast(gradient.type()), 0);
      }
    }
    return new Evaluation(values, gradient, new boolean[values.length]);
  }

  private record Maximum(double value, Tensor gradient) {}

  private Maximum maximum(Model at, Batch batch, Order order, String stream) {
    Tensor x = attack == null ? batch.x() : attack.run(at, batch, run.at(stream)).adversarial();
    if (order == Order.VALUE) {
      return new Maximum(mean(loss.values(at.logits(x), batch.y())), null);
    }
    try (Linearized f = at.linearize(x)) {
      Tensor cotangent = loss.gradient(f.logits(), batch.y());
      Tensor gradient = f.parameterPullback(cotangent.scale(1.0 / batch.size()));
      return new Maximum(mean(loss.values(f.logits(), batch.y())), gradient);
    }
  }

  /**
   * The steepest descent direction of φ at θ: minus the point of least norm in the hull of the gradients at the
   * maximisers that {@code searches} attacks with different random streams find, as far as their values are within
   * {@code tolerance} of the best.
   *
   * @param theta [1, p]
   * @param draw the step, which selects the batch
   * @param searches ≥ 1
   * @param tolerance ≥ 0, in the units of the loss
   * @return [1, p]; zero where no direction descends
   * @throws IllegalArgumentException if there are no searches
   */
  public Tensor steepest(Tensor theta, long draw, int searches, double tolerance) {
    Batch batch = batches.apply(draw);
    Model at = model.at(theta);
    Maximum[] found = new Maximum[searches];
    double best = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < searches; s++) {
      found[s] = maximum(at, batch, Order.GRADIENT, "draw-" + draw + ".search-" + s);
      best = Math.max(best, found[s].value);
    }
    double least = best - tolerance;
    double[][] gradients = java.util.Arrays.stream(found).filter(m -> m.value >= least)
        .map(m -> m.gradient.toDoubles()).toArray(double[][]::new);
    double[] p = MinimumNorm.point(gradients);
    Tensor direction = Memory.heap().allocate(theta.type(), Shape.of(1, p.length));
    for (int i = 0; i < p.length; i++) {
      p[i] = -p[i];
    }
    direction.write(0, p);
    return direction;
  }

  private static double mean(double[] values) {
    double s = 0;
    for (double v : values) {
      s += v;
    }
    return s / values.length;
  }
}
