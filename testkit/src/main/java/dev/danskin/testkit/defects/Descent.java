package dev.danskin.testkit.defects;

import dev.danskin.api.Counts;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * z ← Π_S(z − rate · d(∇f)), a sound solver around which defects are built.
 *
 * @param rate &gt; 0
 * @param steps ≥ 1
 * @param direction d
 */
public record Descent(double rate, int steps, Direction direction) implements Solver {
  @Override
  public Counts cost() {
    return new Counts(steps + 1, steps, 0, 0);
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    if (!sets.convex()) {
      throw new IllegalArgumentException("expected convex sets, found some that are not; use a solver for categories");
    }
  }

  @Override
  public Iteration start(Oracle f, RunContext run) {
    accept(f.feasible(), f.start().shape());
    return new Walk(this, f);
  }

  /** A run, open to what spoils it: the points are {@link #z}, and {@link #gradient} is what it follows. */
  static class Walk implements Iteration {
    final Descent way;
    final Oracle f;
    final Tensor z;
    final int[] all;
    int step;

    Walk(Descent way, Oracle f) {
      this.way = way;
      this.f = f;
      z = f.feasible().project(f.start(), f.start().like());
      all = IntStream.range(0, z.rows()).toArray();
    }

    Tensor gradient() {
      return f.at(new Points(z, all), Order.GRADIENT, step).gradient();
    }

    @Override
    public boolean step() {
      f.feasible().step(z, -way.rate, way.direction, gradient(), z);
      step++;
      if (step < way.steps) {
        return true;
      }
      f.at(new Points(z, all), Order.VALUE, step);
      return false;
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("z", z).with("step", step);
    }

    @Override
    public void restore(Snapshot saved) {
      saved.tensor("z", z);
      step = saved.count("step", way.steps);
    }
  }
}
