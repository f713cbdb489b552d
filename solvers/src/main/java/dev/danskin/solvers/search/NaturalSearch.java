package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The run of {@link NaturalEvolution} and {@link SeparableNaturalEvolution}, in widths of the region. The utility of the i-th best of λ
 * points is max(0, ln(λ/2 + 1) − ln i), divided by the sum of these, less 1/λ; points of equal value share theirs.
 *
 * <p>A point that a bound has moved by r standard deviations in sum of squares counts as worse by r/D of the interquartile range of its
 * generation, as in Hansen, Niederberger, Guzzella, Koumoutsakos: A method for handling uncertainty in evolutionary optimization; 2009.
 */
final class NaturalSearch implements Search {
  private static final double LARGEST = 1e20;

  private final SearchDistribution distribution;
  private final SearchSpace space;
  private final RandomStream random;
  private final double[] width;
  private final int d;
  private final int lambda;
  private final double tolx;
  private final double tolfun;
  private final double[] mean;
  /** The samples of the last asking, and the points they made before projection. */
  private double[][] s;
  private double[][] intended;
  /** Best values of the last generations, the oldest overwritten; the spread of the last one; how many there were. */
  private final double[] recent;
  private double spread = Double.POSITIVE_INFINITY;
  private long generations;

  NaturalSearch(SearchDistribution distribution, int population, double tolx, double tolfun, SearchSpace space) {
    this.distribution = distribution;
    this.space = space;
    this.tolx = tolx;
    this.tolfun = tolfun;
    random = space.random();
    width = space.width();
    d = space.dimension();
    lambda = population > 0 ? population : 4 + (int) (3 * StrictMath.log(d));
    mean = space.start();
    recent = new double[10 + (int) Math.ceil(30.0 * d / lambda)];
    Arrays.fill(recent, Double.POSITIVE_INFINITY);
  }

  static void check(long evaluations, int population, double sigma, double tolx, double tolfun) {
    Expect.atLeast("evaluations", evaluations, 1);
    Expect.atLeast("population", population == 0 ? 2 : population, 2);
    Expect.positive("sigma", sigma);
    Expect.notNegative("tolx", tolx);
    Expect.notNegative("tolfun", tolfun);
  }

  /** The first time the start, too. */
  @Override
  public double[][] ask() {
    if (!why().isEmpty()) {
      return null;
    }
    s = new double[lambda][];
    intended = new double[lambda][];
    double[][] x = new double[generations == 0 ? lambda + 1 : lambda][];
    for (int k = 0; k < lambda; k++) {
      s[k] = random.normal(new double[d]);
      double[] z = distribution.scaled(s[k]);
      for (int i = 0; i < d; i++) {
        z[i] = mean[i] + width[i] * z[i];
      }
      intended[k] = z;
      x[k] = z.clone();
    }
    if (generations == 0) {
      x[lambda] = mean.clone();
    }
    return x;
  }

  @Override
  public void tell(double[][] candidates, double[] told) {
    double[] values = Arrays.copyOf(told, lambda);
    recent[(int) (generations % recent.length)] = Arrays.stream(told).min().orElse(0);
    spread = Rows.spread(values);
    generations++;
    double[] u = utilities(penalised(candidates, values));
    double[] step = new double[d];
    for (int k = 0; k < lambda; k++) {
      for (int i = 0; i < d; i++) {
        step[i] += u[k] * s[k][i];
      }
    }
    double[] by = distribution.scaled(step);
    for (int i = 0; i < d; i++) {
      mean[i] += width[i] * by[i];
    }
    space.project(mean);
    distribution.learn(s, u);
  }

  private double[] penalised(double[][] candidates, double[] values) {
    if (space.free()) {
      return values;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double range = sorted[(3 * lambda - 1) / 4] - sorted[lambda / 4];
    double unit = distribution.largest();
    double[] all = values.clone();
    for (int k = 0; k < lambda && Double.isFinite(range); k++) {
      double r = 0;
      for (int i = 0; i < d; i++) {
        double by = (intended[k][i] - candidates[k][i]) / (width[i] * unit);
        r += by * by;
      }
      all[k] += range * r / d;
    }
    return all;
  }

  /** [λ], of sum 0. */
  static double[] utilities(double[] values) {
    int n = values.length;
    double[] raw = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      raw[i] = Math.max(0, StrictMath.log(n / 2.0 + 1) - StrictMath.log(i + 1));
      sum += raw[i];
    }
    double[] u = new double[n];
    int[] order = Rows.ascending(values);
    for (int i = 0; i < n; ) {
      int j = i;
      double shared = 0;
      for (; j < n && values[order[j]] == values[order[i]]; j++) {
        shared += raw[j] / sum - 1.0 / n;
      }
      for (int k = i; k < j; k++) {
        u[order[k]] = shared / (j - i);
      }
      i = j;
    }
    return u;
  }

  @Override
  public List<String> why() {
    List<String> reasons = new ArrayList<>();
    double largest = distribution.largest();
    if (largest <= tolx) {
      reasons.add("tolx: " + tolx);
    }
    if (generations >= recent.length && Double.isFinite(recent[0]) && spread <= tolfun && Rows.spread(recent) <= tolfun) {
      reasons.add("tolfun: " + tolfun);
    }
    if (!(largest < LARGEST)) {
      reasons.add("tolupsigma: " + LARGEST);
    }
    return reasons;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("mean", mean).with("recent", recent).with("spread", new double[] {spread})
        .with("counts", random.drawn(), generations).with("distribution", distribution.save());
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("mean", d), 0, mean, 0, d);
    System.arraycopy(saved.doubles("recent", recent.length), 0, recent, 0, recent.length);
    spread = saved.doubles("spread", 1)[0];
    long[] counts = saved.longs("counts", 2);
    random.restore(counts[0]);
    generations = counts[1];
    distribution.restore(saved.part("distribution"));
  }
}
