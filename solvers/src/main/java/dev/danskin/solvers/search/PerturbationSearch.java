package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The run of {@link Spsa}. */
final class PerturbationSearch implements Search {
  /** Exponents of a_k and c_k, pairs around the start, small steps that end it. */
  private static final double ALPHA = 0.602;
  private static final double GAMMA = 0.101;
  private static final int PAIRS = 5;
  private static final int STILL = 10;

  /** What is asked for next. */
  private enum Phase { START, PAIRS, STEP, LAST, OVER }

  private final Spsa settings;
  private final SearchSpace space;
  private final RandomStream random;
  private final double[] width;
  private final int d;
  /** How many steps there can be, and A. */
  private final long steps;
  private final double stability;
  private Phase phase = Phase.START;
  private double[] theta;
  /** Where a step that is not taken goes back to. */
  private double[] before;
  /** f(θ) where steps may be blocked; a. */
  private double value;
  private double a;
  /** Steps done, and small ones in a row up to now. */
  private long k;
  private long still;
  private boolean flat;

  PerturbationSearch(Spsa settings, SearchSpace space) {
    this.settings = settings;
    this.space = space;
    random = space.random();
    width = space.width();
    d = space.dimension();
    theta = space.start();
    before = theta;
    long each = 2L * settings.averages() + (blocks() ? 1 : 0);
    steps = Math.max(0, (settings.evaluations() - 2 - 2 * PAIRS) / each);
    stability = 0.1 * steps;
  }

  private boolean blocks() {
    return settings.blocking() >= 0;
  }

  @Override
  public double[][] ask() {
    return switch (phase) {
      case START -> pairs(PAIRS, theta.clone());
      case PAIRS -> pairs(settings.averages());
      case STEP, LAST -> new double[][] {theta.clone()};
      case OVER -> null;
    };
  }

  /** θ ± c_k Δ, m times, after some other points. */
  private double[][] pairs(int m, double[]... others) {
    double c = settings.difference() / StrictMath.pow(k + 1, GAMMA);
    double[] u = random.uniform(new double[m * d]);
    double[][] all = Arrays.copyOf(others, others.length + 2 * m);
    for (int j = 0; j < m; j++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      for (int i = 0; i < d; i++) {
        double by = (u[j * d + i] < 0.5 ? -c : c) * width[i];
        up[i] += by;
        down[i] -= by;
      }
      all[others.length + 2 * j] = up;
      all[others.length + 2 * j + 1] = down;
    }
    return all;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    switch (phase) {
      case START -> begin(candidates, values);
      case PAIRS -> step(candidates, values);
      case STEP -> judge(candidates[0], values[0]);
      default -> phase = Phase.OVER;
    }
  }

  /** The mean of ĝ over the pairs from {@code from} on; those where a value is infinite count for nothing. */
  private double[] gradient(double[][] x, double[] values, int from) {
    double[] g = new double[d];
    int pairs = (values.length - from) / 2;
    for (int j = from; j < values.length; j += 2) {
      double difference = values[j] - values[j + 1];
      for (int i = 0; i < d && Double.isFinite(difference); i++) {
        double by = (x[j][i] - x[j + 1][i]) / width[i];
        g[i] += by == 0 ? 0 : difference / by / pairs;
      }
    }
    return g;
  }

  private void begin(double[][] x, double[] values) {
    value = values[0];
    double size = 0;
    for (int j = 1; j < values.length; j += 2) {
      double[] g = gradient(new double[][] {x[j], x[j + 1]}, new double[] {values[j], values[j + 1]}, 0);
      size += Rows.sum(Arrays.stream(g).map(Math::abs).toArray()) / (PAIRS * d);
    }
    flat = size == 0;
    a = settings.step() * StrictMath.pow(stability + 1, ALPHA) / size;
    phase = flat || steps == 0 ? Phase.LAST : Phase.PAIRS;
  }

  private void step(double[][] x, double[] values) {
    k++;
    if (undefined(values)) {
      theta = before;
      a /= 2;
      next();
    } else {
      move(gradient(x, values, 0));
    }
  }

  private static boolean undefined(double[] values) {
    for (int j = 0; j < values.length; j += 2) {
      if (Double.isFinite(values[j] - values[j + 1])) {
        return false;
      }
    }
    return true;
  }

  private void move(double[] g) {
    double gain = a / StrictMath.pow(stability + k, ALPHA);
    double[] to = theta.clone();
    double most = 0;
    for (int i = 0; i < d; i++) {
      most = Math.max(most, Math.abs(gain * g[i]));
      to[i] -= gain * g[i] * width[i];
    }
    before = theta;
    still = most <= settings.tolx() ? still + 1 : 0;
    if (blocks()) {
      theta = to;
      phase = Phase.STEP;
    } else {
      theta = space.project(to);
      next();
    }
  }

  private void judge(double[] x, double at) {
    if (at <= value + settings.blocking()) {
      theta = x;
      value = at;
    } else {
      theta = before;
    }
    next();
  }

  private void next() {
    phase = k >= steps || still >= STILL ? Phase.LAST : Phase.PAIRS;
  }

  @Override
  public List<String> why() {
    List<String> reasons = new ArrayList<>();
    if (flat) {
      reasons.add("flat: no two values around the start differ");
    }
    if (still >= STILL) {
      reasons.add("tolx: " + settings.tolx());
    }
    if (k >= steps) {
      reasons.add("evaluations: " + settings.evaluations());
    }
    return reasons;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("theta", theta).with("before", before).with("values", new double[] {value, a})
        .with("counts", random.drawn(), phase.ordinal(), k, still, flat ? 1 : 0);
  }

  @Override
  public void restore(Snapshot saved) {
    theta = saved.doubles("theta", d);
    before = saved.doubles("before", d);
    double[] values = saved.doubles("values", 2);
    value = values[0];
    a = values[1];
    long[] counts = saved.longs("counts", 5);
    random.restore(counts[0]);
    phase = Phase.values()[(int) counts[1]];
    k = counts[2];
    still = counts[3];
    flat = counts[4] != 0;
  }
}
