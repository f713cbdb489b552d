package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Search;
import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** The run of {@link QuasiRandomSearch}. */
final class HaltonSearch implements Search {
  /** Points asked for at once. */
  private static final int TOGETHER = 32;

  private final SearchSpace space;
  private final double[][] region;
  private final int[] base;
  /** The permutation of each base's digits. */
  private final int[][] digits;
  private final double[] shift;
  /** The next point. */
  private long k;

  HaltonSearch(SearchSpace space) {
    this.space = space;
    region = space.region();
    int d = space.dimension();
    RandomStream random = space.random();
    base = primes(d);
    shift = random.uniform(new double[d]);
    digits = new int[d][];
    for (int i = 0; i < d; i++) {
      digits[i] = permutation(base[i], random);
    }
  }

  static int[] primes(int n) {
    int[] primes = new int[n];
    int found = 0;
    for (int p = 2; found < n; p++) {
      boolean prime = true;
      for (int j = 0; j < found && primes[j] * primes[j] <= p && prime; j++) {
        prime = p % primes[j] != 0;
      }
      if (prime) {
        primes[found++] = p;
      }
    }
    return primes;
  }

  /** Of 0 … b − 1; 0 stays. */
  private static int[] permutation(int b, RandomStream random) {
    int[] p = new int[b];
    Arrays.setAll(p, j -> j);
    double[] u = random.uniform(new double[b]);
    for (int j = b - 1; j > 1; j--) {
      int other = 1 + (int) (u[j] * j);
      int kept = p[j];
      p[j] = p[other];
      p[other] = kept;
    }
    return p;
  }

  @Override
  public double[][] ask() {
    double[][] all = new double[TOGETHER][];
    Arrays.setAll(all, j -> k + j == 0 ? space.start() : point(k + j));
    k += TOGETHER;
    return all;
  }

  private double[] point(long index) {
    double[] x = new double[base.length];
    for (int i = 0; i < x.length; i++) {
      double u = inverse(index, base[i], digits[i]) + shift[i];
      u -= Math.floor(u);
      x[i] = region[0][i] + u * (region[1][i] - region[0][i]);
    }
    return x;
  }

  /** Σ π(k_j) b^(−j−1), in [0, 1). */
  static double inverse(long k, int b, int[] permuted) {
    double sum = 0;
    double place = 1.0 / b;
    for (long rest = k; rest > 0; rest /= b) {
      sum += permuted[(int) (rest % b)] * place;
      place /= b;
    }
    return sum;
  }

  @Override
  public void tell(double[][] candidates, double[] values) {
    // Where points go does not depend on values.
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("next", k);
  }

  @Override
  public void restore(Snapshot saved) {
    k = saved.longs("next", 1)[0];
  }
}
