package dev.danskin.solvers.cma;

import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;

/** How a search in the whole space answers a set: what a free point u stands for, and what is added to its value. */
public enum Bounds {
  /** A smooth map of the line onto each interval, the identity inside: for boxes; other sets are treated as by {@link #PENALTY}. */
  TRANSFORM {
    @Override
    Handler in(SearchSpace space) {
      return space.rectangular() ? new SmoothMap(space) : new AdaptivePenalty(space);
    }
  },
  /** The nearest feasible point, and a penalty on the distance to it. */
  PENALTY {
    @Override
    Handler in(SearchSpace space) {
      return new AdaptivePenalty(space);
    }
  },
  /** Drawn again until feasible, sixteen times at most; then the nearest feasible point. */
  RESAMPLE {
    @Override
    Handler in(SearchSpace space) {
      return new Resampling(space);
    }
  };

  abstract Handler in(SearchSpace space);

  final Handler of(SearchSpace space) {
    return space.free() ? new Unbounded() : in(space);
  }

  /** A way of handling bounds at work in one search. */
  interface Handler {
    /** How often a candidate may be drawn again. */
    default int attempts() {
      return 1;
    }

    /** Whether u may stand as it is. */
    default boolean admits(double[] u) {
      return true;
    }

    /** The feasible point that u stands for; a new array. */
    double[] phenotype(double[] u);

    /** A u that stands for the feasible point x; a new array. */
    default double[] genotype(double[] x) {
      return x.clone();
    }

    /** The values by which candidates are ranked; may be {@code values} itself. */
    default double[] ranked(double[][] u, double[][] x, double[] values, Evolution at) {
      return values;
    }

    default Snapshot save() {
      return Snapshot.EMPTY;
    }

    default void restore(Snapshot saved) {}
  }

  /** Everything is feasible. */
  private static final class Unbounded implements Handler {
    @Override
    public double[] phenotype(double[] u) {
      return u.clone();
    }
  }

  /** Draws again. */
  private static final class Resampling implements Handler {
    private final SearchSpace space;

    Resampling(SearchSpace space) {
      this.space = space;
    }

    @Override
    public int attempts() {
      return 16;
    }

    @Override
    public boolean admits(double[] u) {
      if (!space.rectangular()) {
        return java.util.Arrays.equals(space.project(u.clone()), u);
      }
      for (int i = 0; i < u.length; i++) {
        if (u[i] < space.low()[i] || u[i] > space.high()[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public double[] phenotype(double[] u) {
      return space.project(u.clone());
    }
  }
}
