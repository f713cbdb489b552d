package dev.danskin.testkit;

import dev.danskin.api.Counts;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;

/** The heavy ball, which a restored run begins at rest: a planted defect. */
record Forgetful() implements Solver {
  private static final int STEPS = 12;

  @Override
  public Counts cost() {
    return new Counts(STEPS, STEPS, 0, 0);
  }

  @Override
  public Iteration start(Oracle f, RunContext run) {
    Tensor z = f.feasible().project(f.start(), f.start().like());
    Tensor v = z.like().fill(0);
    int[] all = IntStream.range(0, z.rows()).toArray();
    return new Iteration() {
      private int step;

      @Override
      public boolean step() {
        Tensor g = f.at(new Points(z, all), Order.GRADIENT, step).gradient();
        v.scale(0.9, v).plus(g, v);
        f.feasible().project(z.plus(-0.05, v, z), z);
        return ++step < STEPS;
      }

      @Override
      public Snapshot save() {
        return Snapshot.EMPTY.with("z", z).with("step", step);
      }

      @Override
      public void restore(Snapshot saved) {
        saved.tensor("z", z);
        step = saved.count("step", STEPS);
      }
    };
  }
}
