package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import java.util.ArrayList;
import java.util.List;

/**
 * v ← μ v + g + λ z, z ← Π_S(z − a_t v): stochastic gradient descent (Robbins, Monro 1951) with the heavy ball (Polyak
 * 1964) or Nesterov's acceleration (1983), see {@link Momentum}. Decay enters with the gradient, as in the published
 * recipes of robust training (Madry et al. 2018; Rice et al. 2020), so that their figures carry over.
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param rate a, finite and ≥ 0
 * @param steps T ≥ 1
 * @param momentum μ in [0, 1)
 * @param nesterov whether to look ahead along v
 * @param decay λ, finite and ≥ 0
 * @param schedule how the rate falls
 * @param warmup the share of the steps, in [0, 1), over which the rate first rises
 */
public record Sgd(
    double rate,
    int steps,
    @Default("0") double momentum,
    @Default("false") boolean nesterov,
    @Default("0") double decay,
    @Default("constant") Schedule schedule,
    @Default("0") double warmup)
    implements Solver {
  public Sgd {
    FirstOrder.checkSteps(steps);
    new Momentum(momentum, nesterov);
    new Decay(decay);
    new Rate(rate, schedule, warmup);
  }

  /** No momentum, no decay, constant rate. */
  public Sgd(double rate, int steps) {
    this(rate, steps, 0, false, 0, Schedule.CONSTANT, 0);
  }

  /** The chain that this is short for. */
  public FirstOrder chain() {
    List<Transform> links = new ArrayList<>();
    if (decay > 0) {
      links.add(new Decay(decay));
    }
    if (momentum > 0) {
      links.add(new Momentum(momentum, nesterov));
    }
    links.add(new Rate(rate, schedule, warmup));
    return new FirstOrder(links, steps, 0, 1);
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
