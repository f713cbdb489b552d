package dev.danskin.solvers.cma;

import dev.danskin.api.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rules hold after a generation. Beside {@link Tolerances}: at most 100 + 150(N+3)²/√λ generations; no effect of 0.1 σ along an axis or
 * of 0.2 deviations of a coordinate; stagnation, the medians of the last 30 % of both the best and the median values, over a fifth of all
 * generations (at least 100 + 100 N^1.5/λ), no better than those of the first 30 % (Hansen: Benchmarking a BI-population CMA-ES on the BBOB-2009
 * function testbed; GECCO 2009).
 */
final class Termination {
  private static final int LONGEST = 20_000;

  private final Tolerances t;
  private final int n;
  private final double first;
  private final double firstLongest;
  private final int most;
  private final int shortest;
  /** The best values of the last generations, a ring. */
  private final double[] recent;
  /** The best and the median value of the last generations, rings that grow up to LONGEST. */
  private double[] best = new double[64];
  private double[] median = new double[64];
  private int seen;
  private int flat;
  private final double[] axis;

  Termination(Tolerances t, int n, int lambda, Evolution at) {
    this.t = t;
    this.n = n;
    first = at.sigma();
    firstLongest = first * at.covariance().longest();
    most = (int) Math.min(Integer.MAX_VALUE, 100 + 150 * (n + 3.0) * (n + 3.0) / Math.sqrt(lambda));
    shortest = (int) Math.min(LONGEST, 100 + 100 * Math.sqrt(n) * n / lambda);
    recent = new double[10 + (int) Math.ceil(30.0 * n / lambda)];
    axis = new double[n];
  }

  /** Takes note of a generation, its values sorted, and says which rules hold now. */
  List<String> after(double[] sorted, Evolution at) {
    recent[seen % recent.length] = sorted[0];
    remember(sorted[0], sorted[sorted.length / 2]);
    seen++;
    flat = sorted[0] == sorted[Math.min(sorted.length - 1, sorted.length / 2 + 1)] ? flat + 1 : 0;
    List<String> why = new ArrayList<>();
    values(sorted, why);
    distribution(at, why);
    if (seen >= most) {
      why.add("maxiter: " + most);
    }
    if (seen % 20 == 0 && stagnates()) {
      why.add("stagnation");
    }
    return why;
  }

  private void values(double[] sorted, List<String> why) {
    if (seen >= recent.length) {
      double least = Double.POSITIVE_INFINITY;
      double largest = Double.NEGATIVE_INFINITY;
      for (double v : recent) {
        least = Math.min(least, v);
        largest = Math.max(largest, v);
      }
      if (largest - least < t.tolfunhist()) {
        why.add("tolfunhist: " + t.tolfunhist());
      }
      if (Math.max(largest, sorted[sorted.length - 1]) - Math.min(least, sorted[0]) < t.tolfun()) {
        why.add("tolfun: " + t.tolfun());
      }
    }
    if (flat > t.tolflatfitness()) {
      why.add("tolflatfitness: " + t.tolflatfitness());
    }
  }

  private void distribution(Evolution at, List<String> why) {
    Covariance c = at.covariance();
    double longest = at.sigma() * c.longest();
    boolean small = true;
    boolean noCoordinate = false;
    for (int i = 0; i < n; i++) {
      double deviation = at.deviation(i);
      small &= deviation < t.tolx() && at.sigma() * Math.abs(at.pathC(i)) < t.tolx();
      noCoordinate |= at.mean()[i] == at.mean()[i] + 0.2 * deviation;
    }
    if (small) {
      why.add("tolx: " + t.tolx());
    }
    if (noCoordinate) {
      why.add("no effect of a coordinate");
    }
    if (noEffectOfAnAxis(at)) {
      why.add("no effect of an axis");
    }
    if (longest > t.tolfacupx() * firstLongest) {
      why.add("tolfacupx: " + t.tolfacupx());
    }
    if (at.sigma() / first > t.tolupsigma() * c.longest()) {
      why.add("tolupsigma: " + t.tolupsigma());
    }
    if (c.condition() > t.condition()) {
      why.add("condition: " + t.condition());
    }
  }

  /** One axis in turn. */
  private boolean noEffectOfAnAxis(Evolution at) {
    at.covariance().axis(at.generation() % n, axis);
    for (int i = 0; i < n; i++) {
      if (at.mean()[i] != at.mean()[i] + 0.1 * at.sigma() * axis[i]) {
        return false;
      }
    }
    return true;
  }

  private void remember(double value, double middle) {
    if (seen == best.length && best.length < LONGEST) {
      best = Arrays.copyOf(best, Math.min(LONGEST, 2 * best.length));
      median = Arrays.copyOf(median, best.length);
    }
    best[seen % best.length] = value;
    median[seen % best.length] = middle;
  }

  private boolean stagnates() {
    int window = Math.min(LONGEST, Math.max(shortest, seen / 5));
    return seen >= window && !improves(best, window) && !improves(median, window);
  }

  private boolean improves(double[] ring, int window) {
    int k = Math.max(1, 3 * window / 10);
    return middle(ring, seen - k, k) < middle(ring, seen - window, k);
  }

  /** The median of k generations from one on. */
  private double middle(double[] ring, int from, int k) {
    double[] part = new double[k];
    for (int i = 0; i < k; i++) {
      part[i] = ring[(from + i) % ring.length];
    }
    Arrays.sort(part);
    return part[k / 2];
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("recent", recent).with("best", best).with("median", median).with("seen", seen, flat, best.length);
  }

  void restore(Snapshot saved) {
    long[] counts = saved.longs("seen", 3);
    seen = (int) counts[0];
    flat = (int) counts[1];
    best = saved.doubles("best", (int) counts[2]);
    median = saved.doubles("median", (int) counts[2]);
    System.arraycopy(saved.doubles("recent", recent.length), 0, recent, 0, recent.length);
  }
}
