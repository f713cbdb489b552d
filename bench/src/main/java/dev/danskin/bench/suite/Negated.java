package dev.danskin.bench.suite;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import java.util.Arrays;

/** −f: what is to be large becomes what is to be small. */
record Negated(Objective f) implements Objective {
  @Override
  public Evaluation at(Points points, Order order, long draw) {
    Evaluation e = f.at(points, order, draw);
    return new Evaluation(Arrays.stream(e.values()).map(v -> -v).toArray(), e.gradient() == null ? null : e.gradient().scale(-1), e.reached());
  }

  @Override
  public boolean deterministic() {
    return f.deterministic();
  }

  @Override
  public int passes() {
    return f.passes();
  }
}
