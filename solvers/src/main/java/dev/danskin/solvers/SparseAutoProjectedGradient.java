package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * APGD for L1 (Croce, Hein: Mind the box: l1-APGD for sparse adversarial attacks on image classifiers; ICML 2021):
 *
 * <pre>
 * z ← Π(z − η s/‖s‖₁),   s = sign g on the share k of the coordinates with the largest |g|, 0 elsewhere
 * </pre>
 *
 * <p>Every twenty-fifth of the steps k becomes the share of coordinates in use at the best point, divided by 1.5. Where that
 * share has fallen below 0.95 of what it was, the search goes back to the best point with the first η; otherwise η is divided by
 * 1.5, down to a tenth. From 0 the search begins with k = 0.2. Coordinates that their bound would stop at once are not chosen; the
 * reference implementation spends its steps on them too.
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param rate η at the start, finite and ≥ 0, in the units of the variable: the radius of the set in the paper
 * @param steps T ≥ 1
 */
public record SparseAutoProjectedGradient(double rate, int steps) implements Solver {
  private static final double FIRST_SHARE = 0.2;
  private static final double LESS = 1.5;
  private static final double SPARSER = 0.95;
  private static final double LEAST_RATE = 0.1;

  public SparseAutoProjectedGradient {
    FirstOrder.checkSteps(steps);
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("expected a finite rate ≥ 0, found " + rate);
    }
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Search(oracle);
  }

  private final class Search implements Iteration {
    private final Iterate at;
    private final int period = Math.max((int) (0.04 * steps), 1);
    private final BestPoints best;
    private double[] eta;
    private double[] share;
    /** Coordinates in use at the last look. */
    private double[] used;
    private int step;

    Search(Oracle oracle) {
      at = new Iterate(oracle);
      best = new BestPoints(at.z());
      allocate();
      Arrays.fill(eta, rate);
      double[] count = Norm.L0.of(at.z());
      int d = at.z().rowSize();
      for (int i = 0; i < share.length; i++) {
        share[i] = count[i] == 0 ? FIRST_SHARE : count[i] / d / LESS;
        used[i] = count[i] == 0 ? d : count[i];
      }
    }

    private void allocate() {
      Tensor z = at.z();
      eta = new double[z.rows()];
      share = new double[z.rows()];
      used = new double[z.rows()];
    }

    @Override
    public boolean step() {
      if (step == steps) {
        at.judge(at.z(), step);
        return false;
      }
      Evaluation e = at.evaluation(at.z(), Order.GRADIENT, step, this::keep);
      if (at.anyOpen()) {
        best.learn(at.z(), e);
        Tensor gradient = e.gradient().into(at.z().like());
        if (step > 0 && step % period == 0) {
          look(gradient);
        }
        move(gradient);
      }
      step++;
      return true;
    }

    private void keep(int[] open) {
      best.keep(open);
      eta = Iterate.picked(eta, open);
      share = Iterate.picked(share, open);
      used = Iterate.picked(used, open);
    }

    private void look(Tensor gradient) {
      double[] count = Norm.L0.of(best.z());
      for (int i = 0; i < eta.length; i++) {
        boolean sparser = count[i] < SPARSER * used[i];
        share[i] = count[i] / at.z().rowSize() / LESS;
        eta[i] = sparser ? rate : Math.max(eta[i] / LESS, LEAST_RATE * rate);
        used[i] = count[i];
        if (sparser) {
          best.goBack(i, at.z(), gradient);
        }
      }
    }

    private void move(Tensor gradient) {
      Tensor z = at.z();
      at.set().unobstructed(z, gradient.scale(-1, gradient), gradient);
      gradient.mapRows((r, g) -> {
        double least = threshold(g, share[r]);
        int count = 0;
        for (double v : g) {
          count += v != 0 && Math.abs(v) >= least ? 1 : 0;
        }
        for (int i = 0; i < g.length; i++) {
          g[i] = Math.abs(g[i]) >= least && count > 0 ? Math.signum(g[i]) * eta[r] / count : 0;
        }
      }, gradient);
      at.set().project(z.plus(gradient, gradient), z);
    }

    /** The least |g| among the largest share of them. */
    private static double threshold(double[] g, double share) {
      double[] sizes = new double[g.length];
      Arrays.setAll(sizes, i -> Math.abs(g[i]));
      Arrays.sort(sizes);
      return sizes[(int) Math.min(Math.max((1 - share) * g.length, 0), g.length - 1)];
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("step", step).with("iterate", at.save()).with("best", best.save())
          .with("eta", eta).with("share", share).with("used", used);
    }

    @Override
    public void restore(Snapshot saved) {
      step = saved.count("step", steps);
      at.restore(saved.part("iterate"));
      allocate();
      best.restore(saved.part("best"), at.z());
      eta = saved.doubles("eta", eta.length);
      share = saved.doubles("share", eta.length);
      used = saved.doubles("used", eta.length);
    }
  }
}
