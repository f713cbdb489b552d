package dev.danskin.testkit;

import dev.danskin.api.Counts;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;

/** Goes to the extreme point of the linearised objective: exact on a linear model. */
record OneStep() implements Solver {
  @Override
  public Counts cost() {
    return new Counts(2, 1, 0, 0);
  }

  @Override
  public Iteration start(Oracle f, RunContext run) {
    return () -> {
      int[] all = IntStream.range(0, f.start().rows()).toArray();
      Tensor g = f.at(new Points(f.start(), all), Order.GRADIENT, 0).gradient();
      f.at(new Points(f.feasible().extreme(g.scale(-1), g.like()), all), Order.VALUE, 1);
      return false;
    };
  }
}
