package dev.danskin.solvers.stopping;

import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** The history of one instance: each better value, and after how many evaluations it came. */
final class Trace implements History {
  private static final double NANO = 1e-9;

  private long evaluations;
  private int n;
  private long[] when = new long[8];
  private double[] value = new double[8];
  private double before;
  private final long since = System.nanoTime();

  void told(double v) {
    evaluations++;
    if (Double.isFinite(v) && v < best()) {
      if (n == when.length) {
        when = Arrays.copyOf(when, 2 * n);
        value = Arrays.copyOf(value, 2 * n);
      }
      when[n] = evaluations;
      value[n++] = v;
    }
  }

  @Override
  public long evaluations() {
    return evaluations;
  }

  @Override
  public double best(long of) {
    int k = Arrays.binarySearch(when, 0, n, of);
    k = k < 0 ? -k - 2 : k;
    return k < 0 ? Double.POSITIVE_INFINITY : value[k];
  }

  @Override
  public long improvedAt() {
    return n == 0 ? 0 : when[n - 1];
  }

  @Override
  public double improvement() {
    return n == 0 ? 0 : n == 1 ? Double.POSITIVE_INFINITY : value[n - 2] - value[n - 1];
  }

  @Override
  public double seconds() {
    return before + (System.nanoTime() - since) * NANO;
  }

  Snapshot save(boolean timed) {
    Snapshot saved = Snapshot.EMPTY.with("counts", evaluations, n);
    saved = n == 0 ? saved : saved.with("when", Arrays.copyOf(when, n)).with("values", Arrays.copyOf(value, n));
    return timed ? saved.with("seconds", new double[] {seconds()}) : saved;
  }

  void restore(Snapshot saved, boolean timed) {
    long[] counts = saved.longs("counts", 2);
    evaluations = counts[0];
    n = (int) counts[1];
    if (n > 0) {
      when = saved.longs("when", n);
      value = saved.doubles("values", n);
    }
    before = timed ? saved.doubles("seconds", 1)[0] : 0;
  }
}
