package dev.danskin.attacks;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.set.L1Ball;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.Tensor;

/**
 * Δ(x) = {δ : ‖δ‖ ≤ ε, x + δ valid} with ‖·‖ = L1: the sum of absolute changes is at most ε.
 *
 * @param eps ε, finite and ≥ 0, in the units of the data
 */
public record L1(double eps) implements ThreatModel {
  public L1 {
    Radius.check(eps);
  }

  @Override
  public FeasibleSet around(Tensor x, Domain domain) {
    return domain.isGrouped() ? new OneHotBall(norm(), eps, domain.room(x), domain.groups()) : new L1Ball(eps, domain.room(x));
  }

  @Override
  public Norm norm() {
    return Norm.L1;
  }

  @Override
  public L1 at(double eps) {
    return new L1(eps);
  }
}
