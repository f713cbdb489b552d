package dev.danskin.attacks;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.set.L0Ball;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.Tensor;

/**
 * Δ(x) = {δ : ‖δ‖ ≤ ε, x + δ valid} with ‖·‖ = L0: at most ε features change, by anything the domain allows.
 *
 * @param eps ε, finite and ≥ 0, a number of features
 */
public record L0(double eps) implements ThreatModel {
  public L0 {
    Radius.check(eps);
  }

  @Override
  public FeasibleSet around(Tensor x, Domain domain) {
    return domain.isGrouped() ? new OneHotBall(norm(), eps, domain.room(x), domain.groups()) : new L0Ball(eps, domain.room(x));
  }

  @Override
  public Norm norm() {
    return Norm.L0;
  }

  @Override
  public L0 at(double eps) {
    return new L0(eps);
  }
}
