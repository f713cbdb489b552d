package dev.danskin.solvers.cma;

import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of CMA-ES. */
final class CmaSearch implements Search {
  private final SearchSpace space;
  private final Bounds.Handler bounds;
  private final Evolution at;
  private final Termination termination;
  private final int lambda;
  private double[][] u;
  private List<String> why = List.of();

  /**
   * Begins at the space's start.
   *
   * @param sigma the first standard deviations, as a share of the space's width
   */
  CmaSearch(CmaEs cma, SearchSpace space, int lambda, double sigma) {
    this.space = space;
    this.lambda = lambda;
    bounds = cma.bounds().of(space);
    double[] width = space.width();
    double widest = Arrays.stream(width).max().orElseThrow();
    double[] deviations = Arrays.stream(width).map(w -> w / widest).toArray();
    at = new Evolution(cma.parameters(space.dimension(), lambda), cma.covariance(deviations), bounds.genotype(space.start()), sigma * widest);
    termination = new Termination(cma.tolerances(), space.dimension(), lambda, at);
  }

  @Override
  public double[][] ask() {
    if (!why.isEmpty()) {
      return null;
    }
    u = at.sample(space.random());
    double[][] x = new double[lambda][];
    for (int k = 0; k < lambda; k++) {
      for (int attempt = 1; attempt < bounds.attempts() && !bounds.admits(u[k]); attempt++) {
        u[k] = at.again(k, space.random());
      }
      x[k] = bounds.phenotype(u[k]);
    }
    return x;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    double[] ranked = bounds.ranked(u, candidates, values, at);
    int[] order = order(ranked);
    double[] sorted = new double[lambda];
    for (int r = 0; r < lambda; r++) {
      sorted[r] = ranked[order[r]];
    }
    boolean sound = at.update(order);
    why = termination.after(sorted, at);
    if (!sound) {
      why = new ArrayList<>(why);
      why.add("the covariance is none any more");
    }
  }

  /** Indices by value, equal ones in their order: insertion, since there are few. */
  private static int[] order(double[] values) {
    int[] order = new int[values.length];
    for (int k = 0; k < order.length; k++) {
      int r = k;
      while (r > 0 && values[order[r - 1]] > values[k]) {
        order[r] = order[r - 1];
        r--;
      }
      order[r] = k;
    }
    return order;
  }

  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("evolution", at.save()).with("termination", termination.save()).with("bounds", bounds.save())
        .with("drawn", space.random().drawn()).with("why", why);
  }

  @Override
  public void restore(Snapshot saved) {
    at.restore(saved.part("evolution"));
    termination.restore(saved.part("termination"));
    bounds.restore(saved.part("bounds"));
    space.random().restore(saved.longs("drawn", 1)[0]);
    why = saved.texts("why");
  }
}
