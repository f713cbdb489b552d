package dev.danskin.testkit;

import dev.danskin.api.Domain;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.tensor.Tensor;

/** An L∞ ball of 0.1, as a third party would write one. */
record Corners() implements ThreatModel {
  @Override
  public FeasibleSet around(Tensor x, Domain domain) {
    return new LInfBall(0.1, domain.room(x));
  }

  @Override
  public Norm norm() {
    return Norm.LINF;
  }

  @Override
  public double eps() {
    return 0.1;
  }

  @Override
  public ThreatModel at(double eps) {
    throw new IllegalArgumentException("expected the only size there is, 0.1, found " + eps);
  }
}
