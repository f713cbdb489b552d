package dev.danskin.testkit.defects;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSolver;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** A sound search by values: x ± h e_i, h halved where none is better. */
record Compass(boolean endsAtUndefined) implements SearchSolver {
  @Override
  public long evaluations() {
    return 10_000;
  }

  @Override
  public Search search(SearchSpace space) {
    return new Looking(space);
  }

  private final class Looking implements Search {
    private final double[] x;
    /** Step, value at x. */
    private final double[] now = {0.5, Double.POSITIVE_INFINITY};

    Looking(SearchSpace space) {
      x = space.start();
    }

    @Override
    public double[][] ask() {
      if (now[0] < 1e-6) {
        return null;
      }
      double[][] all = new double[2 * x.length + 1][];
      Arrays.setAll(all, k -> x.clone());
      for (int i = 0; i < x.length; i++) {
        all[2 * i][i] += now[0];
        all[2 * i + 1][i] -= now[0];
      }
      return all;
    }

    @Override
    public void tell(double[][] candidates, double[] values) {
      int best = values.length - 1;
      for (int k = 0; k < values.length; k++) {
        best = values[k] < values[best] ? k : best;
        now[0] = endsAtUndefined && Double.isInfinite(values[k]) ? 0 : now[0];
      }
      now[0] *= values[best] < now[1] && best < values.length - 1 ? 1 : 0.5;
      now[1] = values[best];
      System.arraycopy(candidates[best], 0, x, 0, x.length);
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("x", x).with("now", now);
    }

    @Override
    public void restore(Snapshot saved) {
      System.arraycopy(saved.doubles("x", x.length), 0, x, 0, x.length);
      System.arraycopy(saved.doubles("now", 2), 0, now, 0, 2);
    }
  }
}
