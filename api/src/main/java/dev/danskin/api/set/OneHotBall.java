package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {z ∈ box : N(z) ≤ radius, each one-hot group unchanged or switched}; not convex. In a group whose 1 stands at c, a switch to
 * j is z = e_j − e_c; switches all cost the same, 1 in L∞, 2 in L1 and L0, 2 of the square in L2, and k of them leave a ball for
 * the other, numeric features:
 *
 * <pre>
 * S = ∪_k {k switches} × {numeric z ∈ box : N(z) ≤ r_k},   r_k = radius, (radius² − 2k)^½, radius − 2k, radius − 2k
 * </pre>
 *
 * <p>for L∞, L2, L1 and L0. A linear function, and the distance to a point too, is a sum over the groups and the numeric part. So for each k
 * the k switches of largest gain and the ball's own oracle are best, and every oracle is exact by trying all k. The direction of
 * steepest ascent is the one of the norm, which knows nothing of groups: small steps do not switch.
 *
 * <p>Samples: the number of switches is uniform in 0 … K, K being the most that radius and groups allow; then which groups, then which category
 * of each is uniform; the numeric features are a sample of the ball that is left.
 */
public final class OneHotBall implements FeasibleSet {
  /** Radii such as √2 are not exact. */
  private static final double ROUNDING = 1e-12;

  private final Norm norm;
  private final double radius;
  private final Box box;
  /** The box, [0, 0] at the features of groups. */
  private final Box numeric;
  private final List<int[]> groups;

  /**
   * The ball of a radius in the box of a grouped domain.
   *
   * @param radius finite and ≥ 0; for L0 a number of features, its fraction is dropped
   * @param box [n, …], contains 0; the feature of a group that is 1 has the bounds [−1, 0], the others have [0, 1]; [0, 0] where
   *     one must not change
   * @param groups features of each group, in C order; no feature is in two
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public OneHotBall(Norm norm, double radius, Box box, List<int[]> groups) {
    this(norm, norm == Norm.L0 ? Math.floor(radius) : radius, box, numeric(box, groups), groups);
  }

  private OneHotBall(Norm norm, double radius, Box box, Box numeric, List<int[]> groups) {
    if (!(radius >= 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException("expected a finite radius ≥ 0, found " + radius);
    }
    this.norm = norm;
    this.radius = radius;
    this.box = box;
    this.numeric = numeric;
    this.groups = groups;
  }

  private static Box numeric(Box box, List<int[]> groups) {
    return new Box(still(box.low(), groups), still(box.high(), groups));
  }

  private static Tensor still(Tensor bounds, List<int[]> groups) {
    return bounds.mapRows((r, v) -> groups.forEach(g -> Arrays.stream(g).forEach(i -> v[i] = 0)), bounds.like());
  }

  /** How many switches the radius allows, at most one for each group. */
  private int most() {
    double switches = switch (norm) {
      case LINF -> radius >= 1 ? groups.size() : 0;
      case L2 -> radius * radius * (1 + ROUNDING) / 2;
      case L1 -> radius * (1 + ROUNDING) / 2;
      case L0 -> radius / 2;
    };
    return (int) Math.min(groups.size(), switches);
  }

  /** r_k. */
  private double radius(int k) {
    return switch (norm) {
      case LINF -> radius;
      case L2 -> Math.sqrt(Math.max(0, radius * radius - 2.0 * k));
      case L1, L0 -> Math.max(0, radius - 2.0 * k);
    };
  }

  private FeasibleSet ball(double r) {
    return switch (norm) {
      case LINF -> new LInfBall(r, numeric);
      case L2 -> new L2Ball(r, numeric);
      case L1 -> new L1Ball(r, numeric);
      case L0 -> new L0Ball(r, numeric);
    };
  }

  @Override
  public boolean convex() {
    return false;
  }

  /** Moving z to e_j − e_c instead of 0 takes 2 (z_j − z_c − 1) off the squared distance. */
  @Override
  public Tensor project(Tensor z, Tensor out) {
    return best(z, out, (zj, zc) -> 2 * (zj - zc - 1), (ball, t) -> ball.project(z, t), OneHotBall::nearness);
  }

  private static double[] nearness(Tensor z, Tensor t) {
    double[] distance = z.minus(t).rowNorm2();
    return Arrays.stream(distance).map(d -> -d * d).toArray();
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return best(a, out, (aj, ac) -> aj - ac, (ball, t) -> ball.extreme(a, t), Tensor::rowDot);
  }

  /** What a switch from c to j is worth, by the elements of the question there. */
  @FunctionalInterface
  private interface Gain {
    double of(double j, double c);
  }

  /** The numeric part of an answer. */
  @FunctionalInterface
  private interface Oracle {
    Tensor ask(FeasibleSet ball, Tensor out);
  }

  /** What the numeric part of an answer is worth, [n]. */
  @FunctionalInterface
  private interface Worth {
    double[] of(Tensor question, Tensor answer);
  }

  /** Tries every number of switches; the least of equally good ones counts. */
  private Tensor best(Tensor question, Tensor out, Gain gain, Oracle oracle, Worth worth) {
    Switches[] switches = switches(question, gain);
    int n = question.rows();
    int last = Math.min(most(), Arrays.stream(switches).mapToInt(Switches::useful).max().orElse(0));
    double[] highest = new double[n];
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    int[] count = new int[n];
    Tensor answer = question.like();
    Tensor numbers = null;
    double[] value = null;
    for (int k = 0; k <= last; k++) {
      if (k == 0 || radius(k) != radius(k - 1)) {
        numbers = oracle.ask(ball(radius(k)), question.like());
        value = worth.of(question, numbers);
      }
      for (int r = 0; r < n; r++) {
        double total = value[r] + switches[r].gain(k);
        if (k == 0 || k <= switches[r].useful() && total > highest[r]) {
          highest[r] = total;
          count[r] = k;
          answer.put(r, numbers, r);
        }
      }
    }
    return answer.mapRows((r, v) -> switches[r].write(v, count[r]), out);
  }

  /** Of each instance, its switches by falling gain; none where a number is NaN. */
  private Switches[] switches(Tensor question, Gain gain) {
    int d = question.rowSize();
    double[] v = new double[d];
    double[] low = new double[d];
    double[] high = new double[d];
    Switches[] all = new Switches[question.rows()];
    Tensor lowest = box.low();
    Tensor highest = box.high();
    for (int r = 0; r < all.length; r++) {
      question.read(r, v);
      lowest.read(r, low);
      highest.read(r, high);
      all[r] = Arrays.stream(v).anyMatch(Double::isNaN) ? Switches.broken() : Switches.of(v, low, high, groups, gain);
    }
    return all;
  }

  /**
   * The best switch of each group that can switch, by falling gain.
   *
   * @param from the feature that is 1, and {@code to} the one that becomes it
   * @param useful how many have a gain above 0
   * @param sums of the first k gains, k = 0 … useful
   */
  private record Switches(int[] from, int[] to, int useful, double[] sums, boolean isBroken) {
    static Switches broken() {
      return new Switches(new int[0], new int[0], 0, new double[1], true);
    }

    static Switches of(double[] v, double[] low, double[] high, List<int[]> groups, Gain gain) {
      int[] from = groups.stream().mapToInt(g -> present(g, low)).toArray();
      int[] to = IntStream.range(0, from.length).map(g -> preferred(groups.get(g), v, high)).toArray();
      double[] gains = new double[from.length];
      Arrays.setAll(gains, g -> from[g] < 0 || to[g] < 0 ? 0 : gain.of(v[to[g]], v[from[g]]));
      int[] order = Sparse.descending(gains.length, g -> gains[g]);
      int useful = (int) Arrays.stream(gains).filter(g -> g > 0).count();
      double[] sums = new double[useful + 1];
      for (int k = 0; k < useful; k++) {
        sums[k + 1] = sums[k] + gains[order[k]];
      }
      return new Switches(Arrays.stream(order).map(g -> from[g]).toArray(), Arrays.stream(order).map(g -> to[g]).toArray(), useful, sums, false);
    }

    /** The same switches, those whose new feature has the largest key first. */
    Switches by(double[] key) {
      int[] order = Sparse.descending(useful, i -> key[to[i]]);
      return new Switches(Arrays.stream(order).map(i -> from[i]).toArray(), Arrays.stream(order).map(i -> to[i]).toArray(), useful, sums, isBroken);
    }

    double gain(int k) {
      return sums[Math.min(k, useful)];
    }

    /** Makes the first k switches in an answer whose groups are 0. */
    void write(double[] v, int k) {
      if (isBroken) {
        Arrays.fill(v, Double.NaN);
      }
      for (int i = 0; i < k; i++) {
        v[from[i]] = -1;
        v[to[i]] = 1;
      }
    }
  }

  /** The feature of a group that is 1 and may be left; −1 if there is none. */
  private static int present(int[] group, double[] low) {
    return Arrays.stream(group).filter(i -> low[i] == -1).findFirst().orElse(-1);
  }

  private static boolean enterable(double high) {
    return high == 1;
  }

  /** The category of largest v among those that may be chosen, the first at ties; −1 if there is none. */
  private static int preferred(int[] group, double[] v, double[] high) {
    int best = -1;
    for (int i : group) {
      best = enterable(high[i]) && (best < 0 || v[i] > v[best]) ? i : best;
    }
    return best;
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return ball(radius).steepest(g, out);
  }

  @Override
  public Tensor steepest(Tensor z, Tensor g, Tensor out) {
    return steepest(norm == Norm.L1 ? unobstructed(z, g, out) : g, out);
  }

  /** Of groups nothing is left out. */
  @Override
  public Tensor unobstructed(Tensor z, Tensor g, Tensor out) {
    double[] row = new double[g.rowSize()];
    Tensor free = ball(radius).unobstructed(z, g, g.like());
    return free.mapRows((r, v) -> {
      g.read(r, row);
      groups.forEach(group -> Arrays.stream(group).forEach(i -> v[i] = row[i]));
    }, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    int n = out.rows();
    Tensor zero = out.like().fill(0);
    Switches[] possible = switches(zero, (j, c) -> 1);
    int[] count = new int[n];
    for (int r = 0; r < n; r++) {
      count[r] = draws.at("switches").index(ids[r], draw, Math.min(most(), possible[r].useful()) + 1);
    }
    Tensor priority = draws.at("categories").uniform(ids, draw, out.like());
    Tensor answer = out.like();
    for (int k : Arrays.stream(count).distinct().sorted().toArray()) {
      int[] rows = IntStream.range(0, n).filter(r -> count[r] == k).toArray();
      long[] some = Arrays.stream(rows).mapToLong(r -> ids[r]).toArray();
      Tensor numbers = ball(radius(k)).rows(rows).sample(draws, some, draw, out.like(rows.length));
      for (int j = 0; j < rows.length; j++) {
        answer.put(rows[j], numbers, j);
      }
    }
    Tensor order = draws.at("groups").uniform(ids, draw, out.like());
    Switches[] drawn = switches(priority, (j, c) -> 1);
    double[] p = new double[out.rowSize()];
    return answer.mapRows((r, v) -> {
      order.read(r, p);
      drawn[r].by(p).write(v, count[r]);
    }, out);
  }

  @Override
  public OneHotBall rows(int[] index) {
    return new OneHotBall(norm, radius, box.rows(index), numeric.rows(index), groups);
  }

  @Override
  public boolean[] contains(Tensor z, double tolerance) {
    boolean[] inside = box.contains(z, tolerance);
    double[] size = norm.of(z);
    double[] v = new double[z.rowSize()];
    double[] low = v.clone();
    double[] high = v.clone();
    Tensor lowest = box.low();
    Tensor highest = box.high();
    for (int r = 0; r < inside.length; r++) {
      z.read(r, v);
      lowest.read(r, low);
      highest.read(r, high);
      inside[r] &= size[r] <= radius * (1 + tolerance);
      for (int[] group : groups) {
        inside[r] &= whole(group, v, low, high, tolerance);
      }
    }
    return inside;
  }

  /** Whether a group is unchanged or switched. */
  private static boolean whole(int[] group, double[] v, double[] low, double[] high, double tolerance) {
    int from = present(group, low);
    int entered = 0;
    boolean near = true;
    for (int i : group) {
      boolean one = i != from && enterable(high[i]) && Math.abs(v[i] - 1) <= tolerance;
      entered += one ? 1 : 0;
      near &= one || i == from || Math.abs(v[i]) <= tolerance;
    }
    return near && entered <= 1 && (from < 0 ? entered == 0 : Math.abs(v[from] + entered) <= tolerance);
  }
}
