package dev.danskin.attacks;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.Tensor;

/**
 * Δ(x) = {δ : ‖δ‖ ≤ ε, x + δ valid} with ‖·‖ = L2: the Euclidean length of the change is at most ε.
 *
 * @param eps ε, finite and ≥ 0, in the units of the data
 */
public record L2(double eps) implements ThreatModel {
  public L2 {
    Radius.check(eps);
  }

  @Override
  public FeasibleSet around(Tensor x, Domain domain) {
    return domain.isGrouped() ? new OneHotBall(norm(), eps, domain.room(x), domain.groups()) : new L2Ball(eps, domain.room(x));
  }

  @Override
  public Norm norm() {
    return Norm.L2;
  }

  @Override
  public L2 at(double eps) {
    return new L2(eps);
  }
}
