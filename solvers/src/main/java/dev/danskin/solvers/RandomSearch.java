package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;

/**
 * The best of independent samples of the feasible set: what noise of a given size does, and the floor under every
 * search.
 *
 * @param samples ≥ 1; costs as many values
 */
public record RandomSearch(int samples) implements Solver {
  public RandomSearch {
    if (samples < 1) {
      throw new IllegalArgumentException("expected at least 1 sample, found " + samples);
    }
  }

  @Override
  public Order needs() {
    return Order.VALUE;
  }

  @Override
  public Counts cost() {
    return new Counts(samples, 0, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    int[] all = new int[oracle.start().rows()];
    java.util.Arrays.setAll(all, i -> i);
    return new Iteration() {
      private int drawn;

      @Override
      public boolean step() {
        int[] open = oracle.open(all);
        Tensor sample = oracle.feasible().sample(run.draws(), oracle.ids(), drawn, oracle.start().like());
        oracle.at(new Points(open.length == all.length ? sample : sample.rows(open), open), Order.VALUE, drawn);
        return ++drawn < samples;
      }

      @Override
      public Snapshot save() {
        return Snapshot.EMPTY.with("drawn", drawn);
      }

      @Override
      public void restore(Snapshot saved) {
        drawn = saved.count("drawn", samples);
      }
    };
  }
}
