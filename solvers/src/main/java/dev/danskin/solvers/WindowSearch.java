package dev.danskin.solvers;

import dev.danskin.api.Draws;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;

/** A run of {@link Square}. */
final class WindowSearch implements Iteration {
  private final Iterate at;
  private final Draws draws;
  private final Square square;
  private final Windows windows;
  private Tensor candidate;
  private double[] value;
  private int query;

  WindowSearch(Oracle oracle, Draws draws, Square square, Windows windows) {
    at = new Iterate(oracle);
    this.draws = draws;
    this.square = square;
    this.windows = windows;
    value = new double[at.z().rows()];
    windows.sets(at.set(), value.length);
  }

  @Override
  public boolean step() {
    if (query == square.queries()) {
      return false;
    }
    propose();
    Evaluation e = at.evaluation(candidate, Order.VALUE, query, this::keep);
    for (int i = 0; i < value.length; i++) {
      if (query == 0 || e.values()[i] < value[i]) {
        value[i] = e.values()[i];
        at.z().put(i, candidate, i);
      }
    }
    query++;
    return query < square.queries();
  }

  private void propose() {
    Tensor z = at.z();
    int numbers = query == 0 ? windows.startNumbers() : windows.numbers();
    Tensor uniform = draws.uniform(at.ids(), query, Tensor.zeros(DType.FLOAT32, z.rows(), numbers));
    double[] u = new double[numbers];
    candidate = z.mapRows((r, delta) -> {
      uniform.read(r, u);
      if (query == 0) {
        windows.start(r, u, delta);
      } else {
        windows.propose(r, square.share(query), u, delta);
      }
    }, z.like());
    at.set().project(candidate, candidate);
  }

  private void keep(int[] open) {
    candidate = candidate.rows(open);
    value = Iterate.picked(value, open);
    windows.sets(at.set(), open.length);
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("query", query).with("iterate", at.save()).with("value", value);
  }

  @Override
  public void restore(Snapshot saved) {
    query = saved.count("query", square.queries());
    at.restore(saved.part("iterate"));
    value = saved.doubles("value", at.z().rows());
    windows.sets(at.set(), value.length);
  }
}
