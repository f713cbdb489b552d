package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The run of {@link DifferentialEvolution} and {@link Shade}, which differ in {@link TrialRates}. */
final class EvolvingPopulation implements Search {
  /** The fewest members that mutants can be made of. */
  private static final int FEWEST = 4;

  /**
   * @param population N, at first
   * @param reduction after how many evaluations N has fallen to 4, linearly; 0 if it stays
   * @param archive replaced members that are kept, in N
   */
  record Settings(int population, long reduction, Mutation mutation, double pbest, double archive, double tolx, double tolfun) {}

  private final Settings settings;
  private final TrialRates rates;
  private final SearchSpace space;
  private final RandomStream random;
  private final double[] width;
  private final int d;
  /** Members and their values; null before the first are evaluated. */
  private double[][] x;
  private double[] value;
  private final List<double[]> archive = new ArrayList<>();
  private long spent;
  /** Of the trials asked for last. */
  private double[] f;
  private double[] cr;

  EvolvingPopulation(Settings settings, TrialRates rates, SearchSpace space) {
    this.settings = settings;
    this.rates = rates;
    this.space = space;
    random = space.random();
    width = space.width();
    d = space.dimension();
  }

  @Override
  public double[][] ask() {
    if (x == null) {
      return first();
    }
    if (!why().isEmpty()) {
      return null;
    }
    int n = x.length;
    f = new double[n];
    cr = new double[n];
    rates.draw(random, f, cr);
    int[] order = settings.mutation() == Mutation.RAND_1 ? null : Rows.ascending(value);
    double[][] trials = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] u = random.uniform(new double[d + 4]);
      trials[i] = crossed(i, order == null ? rand1(i, u) : toBest(i, u, order), u);
    }
    return trials;
  }

  private double[][] first() {
    double[][] all = new double[settings.population()][];
    all[0] = space.start();
    for (int k = 1; k < all.length; k++) {
      all[k] = space.sample();
    }
    return all;
  }

  private double[] rand1(int i, double[] u) {
    int r1 = other(u[0], x.length, i, -1, -1);
    int r2 = other(u[1], x.length, i, r1, -1);
    int r3 = other(u[2], x.length, i, r1, r2);
    double[] v = new double[d];
    for (int j = 0; j < d; j++) {
      v[j] = x[r1][j] + f[i] * (x[r2][j] - x[r3][j]);
    }
    return v;
  }

  private double[] toBest(int i, double[] u, int[] order) {
    int n = x.length;
    double low = Math.min(settings.pbest(), 2.0 / n);
    double p = settings.archive() > 0 ? low + random.uniform() * (settings.pbest() - low) : settings.pbest();
    int best = order[(int) (u[0] * Math.min(n, Math.max(2, Math.round(p * n))))];
    int r1 = other(u[1], n, i, -1, -1);
    int r2 = other(u[2], n + archive.size(), i, r1, -1);
    double[] second = r2 < n ? x[r2] : archive.get(r2 - n);
    double[] v = new double[d];
    for (int j = 0; j < d; j++) {
      v[j] = x[i][j] + f[i] * (x[best][j] - x[i][j]) + f[i] * (x[r1][j] - second[j]);
    }
    return v;
  }

  /** One of 0 … n − 1 but those taken, of which −1 is none; {@code u} in [0, 1). */
  private static int other(double u, int n, int a, int b, int c) {
    int[] taken = {a, b, c};
    Arrays.sort(taken);
    int free = n - (int) Arrays.stream(taken).filter(t -> t >= 0).count();
    int k = (int) (u * free);
    for (int t : taken) {
      k += t >= 0 && k >= t ? 1 : 0;
    }
    return k;
  }

  /** Coordinates of the mutant v in the member's place; u from 3 on decides. */
  private double[] crossed(int i, double[] v, double[] u) {
    double[] low = space.low();
    double[] high = space.high();
    int one = (int) (u[3] * d);
    double[] z = x[i].clone();
    for (int j = 0; j < d; j++) {
      if (u[4 + j] < cr[i] || j == one) {
        z[j] = v[j] < low[j] ? (x[i][j] + low[j]) / 2 : v[j] > high[j] ? (x[i][j] + high[j]) / 2 : v[j];
      }
    }
    return z;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    spent += values.length;
    if (x == null) {
      x = candidates;
      value = values;
      return;
    }
    double[] gain = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      if (values[i] < value[i]) {
        gain[i] = Math.min(value[i] - values[i], Double.MAX_VALUE);
        keep(x[i]);
      }
      if (values[i] <= value[i]) {
        x[i] = candidates[i];
        value[i] = values[i];
      }
    }
    rates.learn(f, cr, gain);
    reduce();
  }

  /** One more that was replaced, in a random one's place where there is no more room. */
  private void keep(double[] replaced) {
    int room = (int) Math.round(settings.archive() * x.length);
    if (archive.size() < room) {
      archive.add(replaced);
    } else if (room > 0) {
      archive.set(random.index(archive.size()), replaced);
    }
  }

  private void reduce() {
    if (settings.reduction() == 0) {
      return;
    }
    double left = Math.max(0, 1 - (double) spent / settings.reduction());
    int n = Math.min(x.length, (int) Math.round(FEWEST + (settings.population() - FEWEST) * left));
    if (n < x.length) {
      int[] best = Arrays.copyOf(Rows.ascending(value), n);
      double[][] members = x;
      double[] values = value;
      x = Arrays.stream(best).mapToObj(k -> members[k]).toArray(double[][]::new);
      value = Arrays.stream(best).mapToDouble(k -> values[k]).toArray();
      while (archive.size() > Math.round(settings.archive() * n)) {
        archive.remove(random.index(archive.size()));
      }
    }
  }

  @Override
  public List<String> why() {
    List<String> reasons = new ArrayList<>();
    if (x != null && Rows.extent(x, width) <= settings.tolx()) {
      reasons.add("tolx: " + settings.tolx());
    }
    if (x != null && Double.isFinite(value[0]) && Rows.spread(value) <= settings.tolfun()) {
      reasons.add("tolfun: " + settings.tolfun());
    }
    return reasons;
  }

  @Override
  public Snapshot save() {
    Snapshot saved = Snapshot.EMPTY.with("counts", random.drawn(), spent, x == null ? 0 : x.length, archive.size())
        .with("rates", rates.save());
    if (x != null) {
      saved = saved.with("x", Rows.flat(x)).with("values", value);
    }
    return archive.isEmpty() ? saved : saved.with("archive", Rows.flat(archive.toArray(new double[0][])));
  }

  @Override
  public void restore(Snapshot saved) {
    long[] counts = saved.longs("counts", 4);
    random.restore(counts[0]);
    spent = counts[1];
    rates.restore(saved.part("rates"));
    int n = (int) counts[2];
    if (n > 0) {
      x = Rows.of(saved.doubles("x", n * d), d);
      value = saved.doubles("values", n);
    }
    if (counts[3] > 0) {
      archive.addAll(List.of(Rows.of(saved.doubles("archive", (int) counts[3] * d), d)));
    }
  }
}
