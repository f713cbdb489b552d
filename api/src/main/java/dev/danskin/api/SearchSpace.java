package dev.danskin.api;

import dev.danskin.api.set.Box;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/** Where one instance is searched: its set and start on plain arrays of D numbers, and its random numbers. */
public final class SearchSpace {
  /** How wide a coordinate is where nothing bounds it. */
  private static final double UNKNOWN = 1;

  private final FeasibleSet set;
  private final Shape shape;
  private final long id;
  private final double[] start;
  private final Draws draws;
  private final RandomStream random;
  private double[] low;
  private double[] high;

  /** The space of {@code instance}. */
  public SearchSpace(Instances instances, int instance, RunContext run) {
    set = instances.feasible().rows(new int[] {instance});
    shape = instances.start().shape().withRows(1);
    id = instances.ids()[instance];
    start = new double[shape.rowSize()];
    instances.start().read(instance, start);
    project(start);
    draws = run.draws();
    random = new RandomStream(draws.at("search"), id);
  }

  private SearchSpace(SearchSpace s, double[] start, String part) {
    set = s.set;
    shape = s.shape;
    id = s.id;
    low = s.low;
    high = s.high;
    this.start = start.clone();
    draws = s.draws.at(part);
    random = new RandomStream(draws.at("search"), id);
  }

  /** The same space for a part of the search, with another start, [D], and random numbers of its own. */
  public SearchSpace from(double[] start, String part) {
    return new SearchSpace(this, start, part);
  }

  /** D ≥ 1. */
  public int dimension() {
    return start.length;
  }

  /** Where the search begins, feasible, [D]; a copy. */
  public double[] start() {
    return start.clone();
  }

  /** The search's random numbers. */
  public RandomStream random() {
    return random;
  }

  /** Whether the set is a box, bounded or not, or an L∞ ball: all that {@link #low} and {@link #high} say, and nothing else. */
  public boolean rectangular() {
    return set instanceof Box || set instanceof LInfBall || free();
  }

  /** Whether every point is feasible. */
  public boolean free() {
    return set instanceof Everywhere || set instanceof RegionOfInterest;
  }

  /** The lower bounds of the set, [D]; −∞ where there is none. Not to be overwritten. */
  public double[] low() {
    bound();
    return low;
  }

  /** The upper bounds of the set, [D]; +∞ where there is none. Not to be overwritten. */
  public double[] high() {
    bound();
    return high;
  }

  private void bound() {
    if (low != null) {
      return;
    }
    double[] lo = new double[dimension()];
    double[] hi = new double[dimension()];
    if (set instanceof Box box) {
      box.low().read(0, lo);
      box.high().read(0, hi);
    } else if (free()) {
      Arrays.fill(lo, Double.NEGATIVE_INFINITY);
      Arrays.fill(hi, Double.POSITIVE_INFINITY);
    } else {
      for (int i = 0; i < lo.length; i++) {
        hi[i] = support(i, 1);
        lo[i] = -support(i, -1);
      }
    }
    high = hi;
    low = lo;
  }

  private double support(int i, double sign) {
    double[] unit = new double[dimension()];
    unit[i] = sign;
    return set.support(tensor(unit))[0];
  }

  /** How wide the region is in which searches begin, [D], &gt; 0: what bounds allow, 1 where they say nothing. */
  public double[] width() {
    double[] width = new double[dimension()];
    double[][] bounds = bounds();
    for (int i = 0; i < width.length; i++) {
      double w = bounds[1][i] - bounds[0][i];
      width[i] = w > 0 && Double.isFinite(w) ? w : UNKNOWN;
    }
    return width;
  }

  /** The region in which searches begin, {low, high}, [2][D]: the bounds, and two widths around the start where they say nothing. */
  public double[][] region() {
    double[][] region = bounds();
    for (int i = 0; i < start.length; i++) {
      region[0][i] = Double.isFinite(region[0][i]) ? region[0][i] : start[i] - 2 * UNKNOWN;
      region[1][i] = Double.isFinite(region[1][i]) ? region[1][i] : start[i] + 2 * UNKNOWN;
    }
    return region;
  }

  private double[][] bounds() {
    return set instanceof RegionOfInterest r ? new double[][] {row(r.box().low()), row(r.box().high())}
        : new double[][] {low().clone(), high().clone()};
  }

  /** The nearest point of the set; overwrites and returns {@code x}, [D]. */
  public double[] project(double[] x) {
    if (!free()) {
      Tensor t = tensor(x);
      set.project(t, t).read(0, x);
    }
    return x;
  }

  /** A random place to begin: what the set samples, or within two widths of the start where it cannot. */
  public double[] sample() {
    double[] x = new double[dimension()];
    if (set instanceof Everywhere) {
      Arrays.fill(x, Double.NaN);
    } else {
      set.sample(draws.at("samples"), new long[] {id}, random.next(), tensor(x)).read(0, x);
    }
    double[] u = null;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        u = u == null ? random.uniform(new double[x.length]) : u;
        x[i] = start[i] + 4 * UNKNOWN * (u[i] - 0.5);
      }
    }
    return project(x);
  }

  private Tensor tensor(double[] x) {
    Tensor t = Memory.heap().allocate(DType.FLOAT64, shape);
    return t.mapRows((r, v) -> System.arraycopy(x, 0, v, 0, v.length), t);
  }

  private static double[] row(Tensor t) {
    double[] row = new double[t.rowSize()];
    t.read(0, row);
    return row;
  }
}
