package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Iteration;
import dev.danskin.api.Labels;
import dev.danskin.api.Norm;
import dev.danskin.api.RunContext;
import dev.danskin.api.Surroundings;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * FAB (Croce, Hein: Minimally distorted adversarial examples with a fast adaptive boundary attack; ICML 2020). With d₁ the shortest way
 * from δ to the nearest linearised decision boundary inside the box and d₂ that from 0,
 *
 * <pre>
 * δ ← clip((1 − a)(δ + η d₁) + a η d₂),   a = min(‖d₁‖/(‖d₁‖ + ‖d₂‖), α)
 * </pre>
 *
 * <p>and where the model errs at δ, its size is noted and δ ← β δ. The point that was looked at after a move is the one from which the
 * next move starts, so that a step costs a second forward pass only where the model erred.
 *
 * @param steps ≥ 1
 * @param alpha α in [0, 1], the most that a step is drawn towards the input
 * @param eta η ≥ 1, overshoot
 * @param beta β in (0, 1), how far a mistake is drawn back
 * @param candidates how many classes are compared where no target is given, ≥ 1; each costs a backward pass a step
 * @param spread size of the random perturbation from which the search begins, as a share of ε, in [0, 1]; 0 begins at the input
 */
public record FastAdaptiveBoundary(
    @Default("100") int steps, @Default("0.1") double alpha, @Default("1.05") double eta, @Default("0.9") double beta,
    @Default("9") int candidates, @Default("0") double spread)
    implements DistanceSearch {
  private static final double LEAST = 1e-8;

  public FastAdaptiveBoundary {
    if (steps < 1 || candidates < 1) {
      throw new IllegalArgumentException("expected at least 1 step and 1 candidate, found " + steps + " and " + candidates);
    }
    if (!(spread >= 0 && spread <= 1)) {
      throw new IllegalArgumentException("expected a spread in [0, 1], found " + spread);
    }
    if (!(alpha >= 0 && alpha <= 1 && eta >= 1 && eta < Double.POSITIVE_INFINITY && beta > 0 && beta < 1)) {
      throw new IllegalArgumentException(
          "expected alpha in [0, 1], eta ≥ 1 and beta in (0, 1), found " + alpha + ", " + eta + " and " + beta);
    }
  }

  /** The constants of the paper. */
  public FastAdaptiveBoundary(int steps) {
    this(steps, 0.1, 1.05, 0.9, 9, 0);
  }

  @Override
  public Set<Norm> norms() {
    return Set.of(Norm.LINF, Norm.L2, Norm.L1);
  }

  @Override
  public Counts cost(boolean targeted) {
    return new Counts(2L * steps + 1, (long) steps * (targeted ? 1 : candidates), 0, 0);
  }

  @Override
  public Iteration start(Surroundings s, RunContext run) {
    return new Walk(s, run);
  }

  private final class Walk implements Iteration {
    private final Surroundings s;
    private final Counts dearest;
    private final Tensor lowest;
    private final Tensor highest;
    private final Walkers at;
    private int step;

    Walk(Surroundings s, RunContext run) {
      this.s = s;
      dearest = new Counts(2, s.labels() instanceof Labels.Targeted ? 1 : Math.min(candidates, s.classes() - 1), 0, 0);
      lowest = s.room().low();
      highest = s.room().high();
      at = new Walkers(s);
      if (spread > 0) {
        scatter(run);
      }
    }

    private void scatter(RunContext run) {
      Tensor delta = run.draws().normal(s.ids(), 0, at.delta());
      double[] size = s.norm().of(delta);
      Arrays.setAll(size, j -> size[j] == 0 ? 0 : spread * s.eps() / size[j]);
      s.room().project(delta.rowScale(size, delta), delta);
    }

    @Override
    public boolean step() {
      at.pay(step == steps ? new Counts(1, 0, 0, 0) : dearest);
      if (at.size() == 0) {
        return false;
      }
      try (Surroundings.Look look = s.at(at.delta(), at.instance())) {
        if (step == steps) {
          return false;
        }
        boolean[] open = at.open();
        boolean[] fooled = look.fooled();
        int[] on = IntStream.range(0, open.length).filter(j -> open[j] && !fooled[j]).toArray();
        int[] back = IntStream.range(0, open.length).filter(j -> open[j] && fooled[j]).toArray();
        if (on.length > 0) {
          move(look, IntStream.range(0, open.length).toArray(), on);
        }
        if (back.length > 0) {
          drawBack(back);
        }
      }
      step++;
      return true;
    }

    private void drawBack(int[] rows) {
      Tensor nearer = at.delta().rows(rows).scale(beta);
      try (Surroundings.Look look = s.at(nearer, at.instance(rows))) {
        for (int k = 0; k < rows.length; k++) {
          at.delta().put(rows[k], nearer, k);
        }
        int[] open = s.affordable(at.instance(rows), Counts.NONE);
        if (open.length > 0) {
          move(look, rows, open);
        }
      }
    }

    /**
     * Moves some rows.
     *
     * @param row where each row of the look stands
     * @param some rows of the look
     */
    private void move(Surroundings.Look look, int[] row, int[] some) {
      boolean[] wanted = new boolean[row.length];
      for (int k : some) {
        wanted[k] = true;
      }
      Labels y = s.labels().rows(at.instance(row));
      NearestBoundary boundary =
          NearestBoundary.of(look, y.classes(), NearestBoundary.candidates(look.logits(), y, candidates), wanted, s.norm());
      Mover mover = new Mover(s.norm(), at.delta().rowSize());
      for (int k : some) {
        mover.move(boundary, k, row[k]);
      }
    }

    /** One step of one row. */
    private final class Mover {
      private final PlaneInBox plane;
      private final double[] z;
      private final double[] zero;
      private final double[] w;
      private final double[] low;
      private final double[] high;
      private final double[] fromHere;
      private final double[] fromInput;

      Mover(Norm norm, int d) {
        plane = new PlaneInBox(norm, d);
        z = new double[d];
        zero = new double[d];
        w = new double[d];
        low = new double[d];
        high = new double[d];
        fromHere = new double[d];
        fromInput = new double[d];
      }

      void move(NearestBoundary boundary, int k, int row) {
        boundary.w().read(k, w);
        at.delta().read(row, z);
        lowest.read(at.instance()[row], low);
        highest.read(at.instance()[row], high);
        double ahead = -boundary.f()[k];
        double behind = ahead;
        for (int i = 0; i < w.length; i++) {
          behind += w[i] * z[i];
        }
        double here = Math.max(plane.shortest(w, ahead, z, low, high, fromHere), LEAST);
        double input = Math.max(plane.shortest(w, behind, zero, low, high, fromInput), LEAST);
        double a = Math.min(here / (here + input), alpha);
        for (int i = 0; i < z.length; i++) {
          double v = (1 - a) * (z[i] + eta * fromHere[i]) + a * eta * fromInput[i];
          z[i] = Math.min(Math.max(v, low[i]), high[i]);
        }
        at.delta().write(row, z);
      }
    }
  }
}
