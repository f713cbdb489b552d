package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;

/**
 * z ← Π_S(z − a_t m̂/(√v̂ + ε)), m̂ and v̂ the corrected moments of the gradients: Adam (Kingma, Ba 2015), see
 * {@link ScaleByAdam}.
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param rate a, finite and ≥ 0: about the length of a step in each coordinate
 * @param steps T ≥ 1
 * @param beta1 β₁ in [0, 1)
 * @param beta2 β₂ in [0, 1)
 * @param epsilon ε &gt; 0
 * @param schedule how the rate falls
 * @param warmup the share of the steps, in [0, 1), over which the rate first rises
 */
public record Adam(
    double rate,
    int steps,
    @Default("0.9") double beta1,
    @Default("0.999") double beta2,
    @Default("1e-8") double epsilon,
    @Default("constant") Schedule schedule,
    @Default("0") double warmup)
    implements Solver {
  public Adam {
    FirstOrder.checkSteps(steps);
    new ScaleByAdam(beta1, beta2, epsilon);
    new Rate(rate, schedule, warmup);
  }

  /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8, constant rate. */
  public Adam(double rate, int steps) {
    this(rate, steps, 0.9, 0.999, 1e-8, Schedule.CONSTANT, 0);
  }

  /** The chain that this is short for. */
  public FirstOrder chain() {
    return new FirstOrder(steps, new ScaleByAdam(beta1, beta2, epsilon), new Rate(rate, schedule, warmup));
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
