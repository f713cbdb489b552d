package dev.danskin.examples;

import dev.danskin.api.Default;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.List;

/**
 * The (1+1) evolution strategy with the one-fifth success rule (Rechenberg 1973): a random step from the best point, longer after a success, shorter after a
 * failure.
 *
 * @param sigma the first step, as a share of the set's width
 * @param evaluations most values per instance
 */
// begin one-fifth
public record OneFifth(@Default("0.25") double sigma, @Default("10000") long evaluations) implements SearchSolver {
  @Override
  public Search search(SearchSpace space) {
    return new Walk(space);
  }

  private final class Walk implements Search {
    private final SearchSpace space;
    private double[] x;
    private double value = Double.POSITIVE_INFINITY;
    private double step = sigma;

    Walk(SearchSpace space) {
      this.space = space;
      x = space.start();
    }

    @Override
    public double[][] ask() {
      double[] z = space.random().normal(new double[x.length]);
      double[] width = space.width();
      for (int i = 0; i < z.length; i++) {
        z[i] = x[i] + (value == Double.POSITIVE_INFINITY ? 0 : step * width[i] * z[i]);
      }
      return step < 1e-12 ? null : new double[][] {z};
    }

    @Override
    public void tell(double[][] candidates, double[] values) {
      boolean better = values[0] < value;
      step *= better ? 1.5 : 0.9;
      x = better ? candidates[0] : x;
      value = better ? values[0] : value;
    }

    @Override
    public List<String> why() {
      return step < 1e-12 ? List.of("step: 1e-12") : List.of();
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("x", x).with("now", new double[] {value, step}).with("drawn", space.random().drawn());
    }

    @Override
    public void restore(Snapshot saved) {
      x = saved.doubles("x", x.length);
      value = saved.doubles("now", 2)[0];
      step = saved.doubles("now", 2)[1];
      space.random().restore(saved.longs("drawn", 1)[0]);
    }
  }
}
// end one-fifth
