package dev.danskin.attacks;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.Tensor;

/**
 * Δ(x) = {δ : ‖δ‖ ≤ ε, x + δ valid} with ‖·‖ = LINF: every feature may change by at most ε.
 *
 * @param eps ε, finite and ≥ 0, in the units of the data
 */
public record LInf(double eps) implements ThreatModel {
  public LInf {
    Radius.check(eps);
  }

  @Override
  public FeasibleSet around(Tensor x, Domain domain) {
    return domain.isGrouped() ? new OneHotBall(norm(), eps, domain.room(x), domain.groups()) : new LInfBall(eps, domain.room(x));
  }

  @Override
  public Norm norm() {
    return Norm.LINF;
  }

  @Override
  public LInf at(double eps) {
    return new LInf(eps);
  }
}
