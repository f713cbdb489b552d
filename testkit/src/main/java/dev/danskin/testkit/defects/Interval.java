package dev.danskin.testkit.defects;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.Tensor;

/**
 * {δ : ‖δ‖∞ ≤ eps}, a sound threat model around which defects are built.
 *
 * @param eps finite, ≥ 0
 */
public record Interval(double eps) implements ThreatModel {
  @Override
  public FeasibleSet around(Tensor x, Domain domain) {
    return domain.isGrouped() ? new OneHotBall(Norm.LINF, eps, domain.room(x), domain.groups()) : new LInfBall(eps, domain.room(x));
  }

  @Override
  public Norm norm() {
    return Norm.LINF;
  }

  @Override
  public ThreatModel at(double other) {
    return new Interval(other);
  }
}
