package dev.danskin.examples;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * z_i ← z_i − sign(g_i) Δ_i, then onto the set: a width for each coordinate, that grows by 1.2 while the sign of its gradient stays and
 * halves when it changes (Riedmiller, Braun: A direct adaptive method for faster backpropagation learning, 1993).
 *
 * @param width the first Δ, in the units of the variable, &gt; 0
 * @param steps ≥ 1
 */
public record Rprop(@Default("0.1") double width, @Default("50") int steps) implements Solver {
  public Rprop {
    if (!(width > 0) || Double.isInfinite(width) || steps < 1) {
      throw new IllegalArgumentException("expected width > 0 and steps ≥ 1, found " + width + " and " + steps);
    }
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Run(oracle);
  }

  private final class Run implements Iteration {
    private final Oracle oracle;
    private final int[] all;
    private final Tensor z;
    private final Tensor widths;
    private final Tensor before;
    private int done;

    Run(Oracle oracle) {
      this.oracle = oracle;
      z = oracle.feasible().project(oracle.start(), oracle.start().like());
      widths = z.like().fill(width);
      before = z.like().fill(0);
      all = IntStream.range(0, z.rows()).toArray();
    }

    @Override
    public boolean step() {
      int[] open = oracle.open(all);
      Points points = new Points(z.rows(open), open);
      if (done == steps) {
        oracle.at(points, Order.VALUE, done);
        return false;
      }
      Tensor g = oracle.at(points, Order.GRADIENT, done).gradient();
      Tensor next = points.z().like();
      for (int j = 0; j < open.length; j++) {
        next.write(j, moved(open[j], g, j));
      }
      oracle.feasible().rows(open).project(next, next);
      for (int j = 0; j < open.length; j++) {
        z.put(open[j], next, j);
      }
      done++;
      return true;
    }

    /** The instance's z − sign(g) Δ, its widths adapted; where the sign changed it waits for the next gradient. */
    private double[] moved(int instance, Tensor gradient, int row) {
      double[] at = read(z, instance);
      double[] g = read(gradient, row);
      double[] last = read(before, instance);
      double[] delta = read(widths, instance);
      for (int i = 0; i < at.length; i++) {
        double turn = g[i] * last[i];
        delta[i] *= turn > 0 ? 1.2 : turn < 0 ? 0.5 : 1;
        g[i] = turn < 0 ? 0 : g[i];
        at[i] -= Math.signum(g[i]) * delta[i];
      }
      before.write(instance, g);
      widths.write(instance, delta);
      return at;
    }

    private static double[] read(Tensor from, int row) {
      double[] values = new double[from.rowSize()];
      from.read(row, values);
      return values;
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("z", z).with("widths", widths).with("before", before).with("done", done);
    }

    @Override
    public void restore(Snapshot saved) {
      saved.tensor("z", z);
      saved.tensor("widths", widths);
      saved.tensor("before", before);
      done = saved.count("done", steps);
    }
  }
}
