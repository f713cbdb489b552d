package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The run of {@link ParticleSwarm}. */
final class Swarm implements Search {
  private final ParticleSwarm settings;
  private final SearchSpace space;
  private final RandomStream random;
  private final double[] width;
  private final int n;
  private final int d;
  private boolean begun;
  private double[][] x;
  private double[][] velocity;
  /** Each particle's best place and its value. */
  private double[][] best;
  private double[] value;

  Swarm(ParticleSwarm settings, int n, SearchSpace space) {
    this.settings = settings;
    this.space = space;
    this.n = n;
    random = space.random();
    width = space.width();
    d = space.dimension();
    x = new double[n][d];
    velocity = new double[n][d];
    best = new double[n][d];
    value = new double[n];
    Arrays.fill(value, Double.POSITIVE_INFINITY);
  }

  @Override
  public double[][] ask() {
    if (!begun) {
      return first();
    }
    if (!why().isEmpty()) {
      return null;
    }
    double[][] next = new double[n][];
    for (int k = 0; k < n; k++) {
      next[k] = moved(k);
    }
    return next;
  }

  /** The start and samples; half the way to another sample is the first velocity. */
  private double[][] first() {
    double[][] all = new double[n][];
    for (int k = 0; k < n; k++) {
      all[k] = k == 0 ? space.start() : space.sample();
      double[] to = space.sample();
      for (int j = 0; j < d; j++) {
        velocity[k][j] = (to[j] - all[k][j]) / 2;
      }
    }
    return all;
  }

  private double[] moved(int k) {
    double[] u = random.uniform(new double[2 * d]);
    double[] leader = best[leader(k)];
    double c = settings.attraction();
    double[] z = new double[d];
    for (int j = 0; j < d; j++) {
      velocity[k][j] = settings.chi() * velocity[k][j] + c * u[j] * (best[k][j] - x[k][j]) + c * u[d + j] * (leader[j] - x[k][j]);
      z[j] = x[k][j] + velocity[k][j];
      if (z[j] < space.low()[j] || z[j] > space.high()[j]) {
        velocity[k][j] = 0;
      }
    }
    return z;
  }

  private int leader(int k) {
    if (settings.topology() == ParticleSwarm.Topology.GLOBAL) {
      return Rows.least(value);
    }
    int before = (k + n - 1) % n;
    int after = (k + 1) % n;
    int nearer = value[before] < value[k] ? before : k;
    return value[after] < value[nearer] ? after : nearer;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    for (int k = 0; k < n; k++) {
      x[k] = candidates[k];
      if (!begun || values[k] < value[k]) {
        best[k] = candidates[k];
        value[k] = values[k];
      }
    }
    begun = true;
  }

  @Override
  public List<String> why() {
    List<String> reasons = new ArrayList<>();
    if (begun && Rows.extent(best, width) <= settings.tolx()) {
      reasons.add("tolx: " + settings.tolx());
    }
    if (begun && Double.isFinite(value[0]) && Rows.spread(value) <= settings.tolfun()) {
      reasons.add("tolfun: " + settings.tolfun());
    }
    return reasons;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("x", Rows.flat(x)).with("velocity", Rows.flat(velocity)).with("best", Rows.flat(best)).with("values", value)
        .with("counts", random.drawn(), begun ? 1 : 0);
  }

  @Override
  public void restore(Snapshot saved) {
    x = Rows.of(saved.doubles("x", n * d), d);
    velocity = Rows.of(saved.doubles("velocity", n * d), d);
    best = Rows.of(saved.doubles("best", n * d), d);
    value = saved.doubles("values", n);
    long[] counts = saved.longs("counts", 2);
    random.restore(counts[0]);
    begun = counts[1] != 0;
  }
}
