package dev.danskin.solvers;

import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * A local search that begins again at a random place of the set whenever it ends, until its evaluations are spent: what finds the lowest
 * of several minima, where the first start is the problem's own.
 *
 * @param solver a {@link SearchSolver}; it begins again also when its own evaluations are spent
 * @param evaluations most values of all searches together, ≥ 1
 */
public record MultiStart(Solver solver, @Default("100000") long evaluations) implements SearchSolver {
  public MultiStart {
    if (!(solver instanceof SearchSolver)) {
      throw new IllegalArgumentException("expected a solver that searches by values, each instance by itself, such as bobyqa, found "
          + solver.getClass().getSimpleName());
    }
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + evaluations);
    }
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    solver.accept(sets, shape);
  }

  @Override
  public Search search(SearchSpace space) {
    return new Starts(space);
  }

  private final class Starts implements Search {
    private final SearchSolver local = (SearchSolver) solver;
    private final SearchSpace space;
    private Search inner;
    private double[] start;
    /** How many searches ended, and how many values the present one was told. */
    private int ended;
    private long spent;
    /** How many values the present one asked for; fewer than that are evaluated where its own are spent. */
    private int asked;
    private List<String> why = List.of();

    Starts(SearchSpace space) {
      this.space = space;
      begin(space.start());
    }

    private void begin(double[] from) {
      start = from;
      inner = local.search(space.from(from, "start-" + ended));
      spent = 0;
    }

    @Override
    public double[][] ask() {
      double[][] candidates = spent < local.evaluations() ? inner.ask() : null;
      if (candidates == null || candidates.length == 0) {
        if (spent == 0) {
          why = inner.why();
          return null;
        }
        ended++;
        begin(space.sample());
        candidates = inner.ask();
      }
      if (candidates == null) {
        why = inner.why();
        return null;
      }
      asked = candidates.length;
      return Arrays.copyOf(candidates, (int) Math.min(asked, local.evaluations() - spent));
    }

    @Override
    public void tell(double[][] candidates, double[] values) {
      spent += values.length;
      if (values.length == asked) {
        inner.tell(candidates, values);
      }
    }

    @Override
    public List<String> why() {
      return why;
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("start", start).with("counts", ended, spent, space.random().drawn()).with("inner", inner.save());
    }

    @Override
    public void restore(Snapshot saved) {
      long[] counts = saved.longs("counts", 3);
      ended = (int) counts[0];
      begin(saved.doubles("start", start.length));
      spent = counts[1];
      space.random().restore(counts[2]);
      inner.restore(saved.part("inner"));
    }
  }
}
