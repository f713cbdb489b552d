package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;

/**
 * z ← Π_S(z − a_t (m̂/(√v̂ + ε) + λ z)): Adam with decoupled weight decay (Loshchilov, Hutter 2019), see
 * {@link ScaleByAdam} and {@link Decay}.
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param rate a, finite and ≥ 0
 * @param steps T ≥ 1
 * @param decay λ, finite and ≥ 0; multiplied by the rate
 * @param beta1 β₁ in [0, 1)
 * @param beta2 β₂ in [0, 1)
 * @param epsilon ε &gt; 0
 * @param schedule how the rate falls
 * @param warmup the share of the steps, in [0, 1), over which the rate first rises
 */
public record AdamW(
    double rate,
    int steps,
    @Default("0.01") double decay,
    @Default("0.9") double beta1,
    @Default("0.999") double beta2,
    @Default("1e-8") double epsilon,
    @Default("constant") Schedule schedule,
    @Default("0") double warmup)
    implements Solver {
  public AdamW {
    FirstOrder.checkSteps(steps);
    new ScaleByAdam(beta1, beta2, epsilon);
    new Decay(decay);
    new Rate(rate, schedule, warmup);
  }

  /** λ = 0.01, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, constant rate. */
  public AdamW(double rate, int steps) {
    this(rate, steps, 0.01, 0.9, 0.999, 1e-8, Schedule.CONSTANT, 0);
  }

  /** The chain that this is short for. */
  public FirstOrder chain() {
    return new FirstOrder(steps, new ScaleByAdam(beta1, beta2, epsilon), new Decay(decay), new Rate(rate, schedule, warmup));
  }

  @Override
  public Counts cost() {
    return chain().cost();
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return chain().start(oracle, run);
  }
}
