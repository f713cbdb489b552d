package dev.danskin.bench.baseline;

import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs of a {@link Baseline}, one after the other on every instance. */
final class LibraryRuns implements Iteration {
  private final Baseline of;
  private final Oracle oracle;
  private final List<Instance> instances = new ArrayList<>();

  LibraryRuns(Baseline of, Oracle oracle, RunContext run) {
    this.of = of;
    this.oracle = oracle;
    for (int i = 0; i < oracle.ids().length; i++) {
      instances.add(new Instance(i, new SearchSpace(oracle, i, run)));
    }
  }

  @Override
  public boolean step() {
    boolean more = false;
    for (Instance instance : instances) {
      more |= instance.run();
    }
    return more;
  }

  @Override
  public List<String> why(int instance) {
    return instances.get(instance).why();
  }

  /** Leaves a library's loop: no more values are to be had. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Closed() {
      super("no more evaluations", null, false, false);
    }
  }

  /** The runs on one instance. */
  private final class Instance {
    private final int index;
    private final SearchSpace space;
    private final int[] owner;
    private long spent;
    private boolean done;
    private String reason = "";

    Instance(int index, SearchSpace space) {
      this.index = index;
      this.space = space;
      owner = new int[] {index};
    }

    List<String> why() {
      return reason.isEmpty() ? List.of() : List.of(reason);
    }

    /** One run; whether another may follow. */
    boolean run() {
      if (done) {
        return false;
      }
      double[] start = spent == 0 ? space.start() : space.sample();
      long before = spent;
      try {
        reason = of.method().minimise(this::value, start, space, seed());
        done = spent == before;
      } catch (Closed e) {
        reason = spent >= of.evaluations() ? "evaluations: " + of.evaluations() : reason;
        done = true;
      }
      return !done;
    }

    private long seed() {
      return (long) space.random().index(Integer.MAX_VALUE) << 31 | space.random().index(Integer.MAX_VALUE);
    }

    private double value(double[] x) {
      if (spent >= of.evaluations()) {
        throw new Closed();
      }
      spent++;
      double[] feasible = space.project(x.clone());
      Tensor point = Tensor.of(feasible, 1, feasible.length).reshape(shape());
      double value = oracle.at(new Points(point, owner), Order.VALUE, spent - 1).values()[0];
      if (oracle.open(owner).length == 0) {
        throw new Closed();
      }
      return value;
    }

    private Shape shape() {
      return oracle.start().shape().withRows(1);
    }
  }
}
