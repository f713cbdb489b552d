package dev.danskin.solvers.portfolio;

import dev.danskin.api.Counts;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;
import java.util.List;

/**
 * Solvers one after the other, each until it ends or its allowance is spent: fast ones for what is smooth or separable first, then a global one
 * for what is left. An instance that a part has solved, as the problem's criterion says, costs nothing more.
 *
 * @param legs the parts, in order; at least one
 */
public record Portfolio(List<Leg> legs) implements Solver {
  public Portfolio {
    legs = List.copyOf(legs);
    if (legs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one leg, found none");
    }
  }

  @Override
  public Order needs() {
    return legs.stream().anyMatch(l -> l.solver().needs() == Order.GRADIENT) ? Order.GRADIENT
        : legs.stream().anyMatch(l -> l.solver().needs() == Order.RESIDUALS) ? Order.RESIDUALS : Order.VALUE;
  }

  @Override
  public boolean copes() {
    return legs.stream().allMatch(l -> l.solver().copes());
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    legs.forEach(l -> l.solver().accept(sets, shape));
  }

  @Override
  public Counts cost() {
    long forward = 0;
    long backward = 0;
    for (Leg leg : legs) {
      forward = sum(forward, leg.when() == Leg.When.SEPARABLE ? Separability.VALUES : 0);
      forward = sum(forward, leg.again() ? Long.MAX_VALUE : leg.solver().cost().forward());
      backward = sum(backward, leg.solver().cost().backward());
    }
    return new Counts(forward, backward, 0, 0);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Relay(legs, oracle, run);
  }
}
