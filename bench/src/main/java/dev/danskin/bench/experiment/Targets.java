package dev.danskin.bench.experiment;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How near to the least value f* a search is asked to come, from loose to tight. A target t is hit when f(x) − f* ≤ t or, where targets
 * are relative, when f(x₀) − f(x) ≥ (1 − t)(f(x₀) − f*), that is f(x) − f* ≤ t (f(x₀) − f*) (Moré, Wild: Benchmarking derivative-free
 * optimization algorithms; SIAM J. Optim. 2009). A trial ends when the last target is hit.
 *
 * @param relative to the gap at the start
 * @param values &gt; 0, descending, at least one
 */
public record Targets(boolean relative, List<Double> values) {
  private static final int PER_DECADE = 5;

  public Targets {
    values = List.copyOf(values);
    List<Double> v = values;
    if (v.isEmpty() || IntStream.range(0, v.size()).anyMatch(k -> !(v.get(k) > (k + 1 < v.size() ? v.get(k + 1) : 0)) || v.get(k).isInfinite())) {
      throw new IllegalArgumentException("expected positive targets, each less than the one before, found " + values);
    }
  }

  /** COCO's 51 targets 10², …, 10⁻⁸, five to the decade. */
  public static Targets bbob() {
    return new Targets(false, IntStream.rangeClosed(0, 10 * PER_DECADE).mapToObj(k -> power(2 * PER_DECADE - k)).toList());
  }

  /**
   * Tolerances 10⁰ … 10⁻⁸ relative to the gap at the start, five to the decade, and those of {@code taus} that are none of them.
   *
   * @param taus in (0, 1)
   */
  public static Targets relative(List<Double> taus) {
    TreeSet<Double> all = new TreeSet<>(taus);
    IntStream.rangeClosed(1, 8 * PER_DECADE).forEach(k -> all.add(power(-k)));
    return new Targets(true, List.copyOf(all.descendingSet()));
  }

  /** 10^(k/5), exact where that is a power of ten. */
  private static double power(int k) {
    return k % PER_DECADE == 0 ? Double.parseDouble("1e" + k / PER_DECADE) : StrictMath.pow(10, (double) k / PER_DECADE);
  }

  /** How many. */
  public int size() {
    return values.size();
  }

  /**
   * Where {@code value} stands.
   *
   * @throws IllegalArgumentException if it is no target
   */
  public int index(double value) {
    int k = values.indexOf(value);
    if (k < 0) {
      throw new IllegalArgumentException("expected one of the targets " + values + ", found " + value);
    }
    return k;
  }

  /** The places of those that are powers of ten, and of {@code others}; ascending. */
  public int[] decades(List<Double> others) {
    return IntStream.range(0, size()).filter(k -> others.contains(values.get(k)) || values.get(k) == decade(values.get(k))).toArray();
  }

  private static double decade(double value) {
    return Double.parseDouble("1e" + Math.round(StrictMath.log10(value)));
  }

  /** The gaps f(x) − f* at which the targets are hit, when the search begins at the gap {@code first}. */
  public double[] gaps(double first) {
    return values.stream().mapToDouble(t -> relative ? t * first : t).toArray();
  }
}
