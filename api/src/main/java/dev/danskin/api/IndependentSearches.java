package dev.danskin.api;

import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The dialogue of a {@link SearchSolver}: a search for each instance, their candidates side by side. */
final class IndependentSearches implements AskTell.Dialogue {
  private final Instances instances;
  private final long limit;
  /** Null where an instance is closed or done. */
  private final Search[] search;
  private final List<List<String>> why = new ArrayList<>();
  private final long[] spent;
  /** The candidates asked for last, and how many of them are evaluated; of instances without any, null. */
  private final double[][][] asked;
  private final int[] taken;
  private boolean asking;

  IndependentSearches(SearchSolver solver, Instances instances, RunContext run) {
    this.instances = instances;
    limit = solver.evaluations();
    int n = instances.ids().length;
    search = new Search[n];
    spent = new long[n];
    asked = new double[n][][];
    taken = new int[n];
    for (int i = 0; i < n; i++) {
      search[i] = solver.search(new SearchSpace(instances, i, run));
      why.add(List.of());
    }
  }

  @Override
  public Points ask() {
    int m = 0;
    for (int i = 0; i < search.length; i++) {
      m += ask(i);
    }
    asking = m > 0;
    return asking ? points(m) : null;
  }

  /** How many points of one instance are to be evaluated. */
  private int ask(int i) {
    asked[i] = null;
    taken[i] = 0;
    if (search[i] == null) {
      return 0;
    }
    if (spent[i] >= limit) {
      end(i, List.of("evaluations: " + limit));
      return 0;
    }
    double[][] candidates = search[i].ask();
    if (candidates == null || candidates.length == 0) {
      end(i, search[i].why());
      return 0;
    }
    asked[i] = candidates;
    taken[i] = (int) Math.min(candidates.length, limit - spent[i]);
    return taken[i];
  }

  private void end(int i, List<String> reasons) {
    why.set(i, reasons);
    search[i] = null;
  }

  /** The candidates as points of the start's type and shape, projected; what projection changed is written back. */
  private Points points(int m) {
    int[] instance = new int[m];
    double[][] rows = new double[m][];
    int j = 0;
    for (int i = 0; i < search.length; i++) {
      for (int k = 0; k < taken[i]; k++) {
        instance[j] = i;
        rows[j++] = asked[i][k];
      }
    }
    Tensor start = instances.start();
    Shape shape = start.shape().withRows(m);
    Tensor z = start.memory().allocate(start.type(), shape);
    z.mapRows((r, v) -> System.arraycopy(rows[r], 0, v, 0, v.length), z);
    instances.feasible().rows(instance).project(z, z);
    for (int r = 0; r < m; r++) {
      z.read(r, rows[r]);
    }
    return new Points(z, instance);
  }

  @Override
  public void tell(double[] values) {
    if (!asking) {
      throw new IllegalStateException("expected to be asked before being told " + values.length + " values; call ask first");
    }
    int m = Arrays.stream(taken).sum();
    if (values.length != m) {
      throw new IllegalArgumentException("expected a value for each of " + m + " points, found " + values.length);
    }
    asking = false;
    int j = 0;
    for (int i = 0; i < search.length; i++) {
      int k = taken[i];
      if (search[i] != null && k > 0) {
        spent[i] += k;
        tell(i, checked(Arrays.copyOfRange(values, j, j + k)));
      }
      j += k;
    }
  }

  private static double[] checked(double[] values) {
    for (double v : values) {
      if (Double.isNaN(v)) {
        throw new IllegalArgumentException("expected values that are numbers, found NaN; tell +∞ where there is none");
      }
    }
    return values;
  }

  private void tell(int i, double[] values) {
    if (values.length == asked[i].length) {
      search[i].tell(asked[i], values);
    }
    asked[i] = null;
  }

  @Override
  public void close(int instance) {
    search[instance] = null;
  }

  @Override
  public List<String> why(int instance) {
    return why.get(instance);
  }

  @Override
  public Snapshot save() {
    long[] open = new long[search.length];
    Snapshot all = Snapshot.EMPTY.with("spent", spent);
    for (int i = 0; i < search.length; i++) {
      if (search[i] != null) {
        open[i] = 1;
        all = all.with("search-" + i, search[i].save());
      }
      all = all.with("why-" + i, why.get(i));
    }
    return all.with("open", open);
  }

  @Override
  public void restore(Snapshot saved) {
    int n = search.length;
    System.arraycopy(saved.longs("spent", n), 0, spent, 0, n);
    long[] open = saved.longs("open", n);
    for (int i = 0; i < n; i++) {
      why.set(i, saved.texts("why-" + i));
      if (open[i] == 0) {
        search[i] = null;
      } else {
        search[i].restore(saved.part("search-" + i));
      }
    }
  }
}
