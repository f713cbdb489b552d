package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.RunContext;
import dev.danskin.api.Surroundings;
import dev.danskin.api.kernel.Elementary;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * C&amp;W (Carlini, Wagner: Towards evaluating the robustness of neural networks; S&amp;P 2017):
 *
 * <pre>
 * min over w   ‖δ‖₂² + c·max(−L(δ), 0),   x + δ = low + (high − low)(tanh(w₀ + w) + 1)/2
 * </pre>
 *
 * <p>by Adam from w = 0, L the margin, positive where the model errs; c is searched for each example apart: tenfold until the model is
 * fooled, then by bisection.
 *
 * @param steps of each stage, ≥ 1, of one forward and one backward pass each
 * @param stages how many constants are tried, ≥ 1
 * @param constant the first c, finite and &gt; 0
 * @param rate of Adam, finite and &gt; 0
 * @param abort whether a stage ends when its objective has not fallen below 0.9999 of what it was a tenth of the steps ago
 */
public record CarliniWagner(
    @Default("1000") int steps, @Default("9") int stages, @Default("0.001") double constant, @Default("0.01") double rate,
    @Default("true") boolean abort)
    implements DistanceSearch {
  /** Keeps w₀ finite at the bounds of the box. */
  private static final double INSIDE = 0.999999;

  public CarliniWagner {
    if (steps < 1 || stages < 1) {
      throw new IllegalArgumentException("expected at least 1 step and 1 stage, found " + steps + " and " + stages);
    }
    if (!(constant > 0 && constant < Double.POSITIVE_INFINITY && rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected a finite constant and rate > 0, found " + constant + " and " + rate);
    }
  }

  @Override
  public Set<Norm> norms() {
    return Set.of(Norm.L2);
  }

  @Override
  public Counts cost(boolean targeted) {
    return new Counts((long) steps * stages, (long) steps * stages, 0, 0);
  }

  @Override
  public Iteration start(Surroundings s, RunContext run) {
    return new Walk(s);
  }

  /** Each example is at its own step of its own stage. */
  private final class Walk implements Iteration {
    private final Surroundings s;
    private final Walkers at;
    private Descent[] descents;

    Walk(Surroundings s) {
      this.s = s;
      at = new Walkers(s);
      Tensor low = s.room().low();
      Tensor high = s.room().high();
      descents = new Descent[at.size()];
      Arrays.setAll(descents, j -> new Descent(low, high, j));
    }

    @Override
    public boolean step() {
      follow(at.pay(new Counts(1, 1, 0, 0)));
      if (at.size() == 0) {
        return false;
      }
      Tensor delta = at.delta();
      for (int j = 0; j < descents.length; j++) {
        delta.write(j, descents[j].point());
      }
      try (Surroundings.Look look = s.at(delta, at.instance())) {
        Penalty penalty = Penalty.of(look, at);
        double[] slope = new double[delta.rowSize()];
        boolean[] more = new boolean[descents.length];
        for (int j = 0; j < more.length; j++) {
          more[j] = descents[j].step(penalty.margin()[j], look.fooled()[j], penalty.slope(j, slope));
        }
        follow(at.keep(IntStream.range(0, more.length).filter(j -> more[j]).toArray()));
      }
      return at.size() > 0;
    }

    private void follow(int[] rows) {
      Descent[] before = descents;
      descents = Arrays.stream(rows).mapToObj(j -> before[j]).toArray(Descent[]::new);
    }
  }

  /** The search around one input. */
  private final class Descent {
    private final ConstantSearch search = new ConstantSearch(constant, stages, steps);
    private final double[] low;
    private final double[] width;
    private final double[] origin;
    private final double[] w;
    private final double[] first;
    private final double[] second;
    private final double[] tanh;
    /** δ at w = 0, which is not quite 0. */
    private final double[] base;
    private final double[] delta;
    private int step;

    Descent(Tensor lowest, Tensor highest, int row) {
      int d = lowest.rowSize();
      low = new double[d];
      width = new double[d];
      origin = new double[d];
      w = new double[d];
      first = new double[d];
      second = new double[d];
      tanh = new double[d];
      base = new double[d];
      delta = new double[d];
      lowest.read(row, low);
      highest.read(row, width);
      for (int i = 0; i < d; i++) {
        width[i] -= low[i];
        double u = width[i] == 0 ? 0 : INSIDE * (-2 * low[i] / width[i] - 1);
        origin[i] = 0.5 * (StrictMath.log1p(u) - StrictMath.log1p(-u));
        base[i] = low[i] + width[i] * (u + 1) / 2;
      }
      restart();
    }

    private void restart() {
      Arrays.fill(w, 0);
      Arrays.fill(first, 0);
      Arrays.fill(second, 0);
      step = 0;
    }

    double[] point() {
      for (int i = 0; i < delta.length; i++) {
        tanh[i] = 1 - 2 / (Elementary.exp(2 * (origin[i] + w[i])) + 1);
        delta[i] = low[i] + width[i] * (tanh[i] + 1) / 2;
      }
      return delta;
    }

    /**
     * Takes one step of Adam, and at the end of a stage the next constant.
     *
     * @param margin L
     * @param gradient ∇L, null where the penalty is 0
     * @return whether there is more to do
     */
    boolean step(double margin, boolean fooled, double[] gradient) {
      if (fooled) {
        search.fooled();
      }
      double c = search.constant();
      double objective = c * Math.max(-margin, 0);
      step++;
      double slow = 1 - StrictMath.pow(0.9, step);
      double fast = 1 - StrictMath.pow(0.999, step);
      for (int i = 0; i < w.length; i++) {
        double away = delta[i] - base[i];
        objective += away * away;
        double g = (2 * away - (gradient == null ? 0 : c * gradient[i])) * width[i] * (1 - tanh[i] * tanh[i]) / 2;
        first[i] += 0.1 * (g - first[i]);
        second[i] += 0.001 * (g * g - second[i]);
        w[i] -= rate * (first[i] / slow) / (Math.sqrt(second[i] / fast) + 1e-8);
      }
      boolean stuck = abort && search.stuck(step - 1, objective);
      return !stuck && step < steps || again();
    }

    private boolean again() {
      restart();
      return search.next();
    }
  }
}
