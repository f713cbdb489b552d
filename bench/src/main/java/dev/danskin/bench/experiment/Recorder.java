package dev.danskin.bench.experiment;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sees every evaluation of a trial and keeps what measures and files need: when each target was hit, the improvements that COCO logs
 * (one for each twentieth of a decade of the gap), the state at the numbers of its {@link Clock}, and the last evaluation. What it keeps
 * grows with the logarithm of the number of evaluations. The trial ends at the evaluation that hits the last target.
 */
final class Recorder implements Objective {
  private static final int PER_DECADE = 20;
  /** A gap that is exactly 0, and the least other one, as COCO counts them. */
  private static final double ZERO = 1e-9;
  private static final double LEAST = 1e-8;
  private static final double[] NOWHERE = {};

  private final Objective inner;
  private final double least;
  private final double[] gaps;
  private final long[] hits;
  private final int points;
  private final double[] last;
  private final Clock clock;
  private final List<Row> improvements = new ArrayList<>();
  private final List<Row> looks = new ArrayList<>();
  private long evaluations;
  private double best = Double.POSITIVE_INFINITY;
  private double value = Double.NaN;
  private int hit;
  /** The index of the last improvement logged, and the gap below which the next one may be. */
  private int index = Integer.MAX_VALUE;
  private double below = Double.POSITIVE_INFINITY;
  private long nextLook;

  /**
   * @param gaps at which targets are hit, descending
   * @param dimension D
   * @param points whether rows keep their points
   */
  Recorder(Objective inner, double least, double[] gaps, int dimension, boolean points) {
    this.inner = inner;
    this.least = least;
    this.gaps = gaps.clone();
    this.points = points ? dimension : 0;
    hits = new long[gaps.length];
    last = new double[this.points];
    clock = new Clock(dimension);
    nextLook = clock.after(0);
  }

  @Override
  public Evaluation at(Points asked, Order order, long draw) {
    Evaluation e = inner.at(asked, order, draw);
    double[] values = e.values();
    for (int j = 0; j < values.length; j++) {
      if (hit == hits.length) {
        return ended(e, j);
      }
      see(values[j], asked, j);
    }
    if (points > 0 && values.length > 0) {
      asked.z().read(values.length - 1, last);
    }
    return hit == hits.length ? ended(e, values.length) : e;
  }

  /** The point before {@code j} hit the last target. */
  private Evaluation ended(Evaluation e, int j) {
    boolean[] reached = new boolean[e.values().length];
    Arrays.fill(reached, Math.max(0, j - 1), j, true);
    return new Evaluation(e.values(), e.gradient(), reached, e.statistics(), e.residuals());
  }

  @Override
  public boolean deterministic() {
    return inner.deterministic();
  }

  @Override
  public int passes() {
    return inner.passes();
  }

  private void see(double v, Points asked, int j) {
    evaluations++;
    value = v;
    if (v < best) {
      best = v;
      improved(asked, j);
    } else if (evaluations == 1) {
      improvements.add(row(asked, j));
    }
    if (evaluations == nextLook) {
      looks.add(row(asked, j));
      nextLook = clock.after(evaluations);
    }
  }

  private void improved(Points asked, int j) {
    double gap = Math.max(0, best - least);
    while (hit < hits.length && gap <= gaps[hit]) {
      hits[hit++] = evaluations;
    }
    if (evaluations == 1 || gap < below) {
      int now = (int) StrictMath.ceil(PER_DECADE * StrictMath.log10(gap == 0 ? ZERO : Math.max(gap, LEAST)));
      if (evaluations == 1 || now < index) {
        index = now;
        below = now <= PER_DECADE * -9 ? 0 : StrictMath.pow(10, (double) (now - 1) / PER_DECADE) * (1 + 1e-9);
        improvements.add(row(asked, j));
      }
    }
    if (hit == hits.length && points > 0) {
      asked.z().read(j, last);
    }
  }

  private Row row(Points asked, int j) {
    double[] x = points == 0 ? NOWHERE : new double[points];
    if (points > 0) {
      asked.z().read(j, x);
    }
    return new Row(evaluations, value, best, x);
  }

  /** Where the trial stands: rows are COCO's, with one last row unless it was just written. */
  Trial trial(Trial.Key key, String outcome, String why, long nanos) {
    return new Trial(key, evaluations, best, outcome, why, hits.clone(), closed(improvements), closed(looks), nanos);
  }

  private List<Row> closed(List<Row> rows) {
    List<Row> all = new ArrayList<>(rows);
    if (evaluations > 0 && (all.isEmpty() || all.get(all.size() - 1).evaluations() < evaluations)) {
      all.add(new Row(evaluations, value, best, points == 0 ? NOWHERE : last.clone()));
    }
    return List.copyOf(all);
  }
}
