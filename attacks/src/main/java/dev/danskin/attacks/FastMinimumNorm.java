package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.RunContext;
import dev.danskin.api.Surroundings;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;

/**
 * FMN (Pintor, Roli, Brendel, Biggio: Fast minimum-norm adversarial attacks through adaptive norm constraints; NeurIPS 2021). With L
 * the margin, positive where the model errs,
 *
 * <pre>
 * δ ← clip(Π_ε(δ + α_t ∇L/‖∇L‖₂)),
 * ε ← min(ε (1 − γ_t), the least size found)  where the model errs at δ,
 *     ε (1 + γ_t)                              where it has erred before,
 *     (‖δ‖ + |L|/‖∇L‖_*)(1 + γ_t)              where it never has;
 * </pre>
 *
 * <p>in the paper without the last factor: then the search comes to rest just before the boundary wherever the model is nearly linear. For
 * L0, ε is a number of features that changes by at least 1. α_t falls from α to α/100 and γ_t from γ to 10⁻³ along half a cosine.
 *
 * @param steps T ≥ 1, of one forward and one backward pass each
 * @param rate α, finite and &gt; 0, in the units of the data
 * @param gamma γ in (10⁻³, 1)
 */
public record FastMinimumNorm(@Default("100") int steps, @Default("1") double rate, @Default("0.05") double gamma)
    implements DistanceSearch {
  private static final double LAST_GAMMA = 1e-3;

  public FastMinimumNorm {
    if (steps < 1) {
      throw new IllegalArgumentException("expected at least 1 step, found " + steps);
    }
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY && gamma >= LAST_GAMMA && gamma < 1)) {
      throw new IllegalArgumentException("expected a finite rate > 0 and gamma in [0.001, 1), found " + rate + " and " + gamma);
    }
  }

  @Override
  public Set<Norm> norms() {
    return Set.of(Norm.L0, Norm.L1, Norm.L2, Norm.LINF);
  }

  @Override
  public Counts cost(boolean targeted) {
    return new Counts(steps, steps, 0, 0);
  }

  @Override
  public Iteration start(Surroundings s, RunContext run) {
    return new Walk(s);
  }

  private final class Walk implements Iteration {
    private final Surroundings s;
    private final Walkers at;
    private final double[] farthest;
    private double[] eps;
    private double[] least;
    private int step;

    Walk(Surroundings s) {
      this.s = s;
      at = new Walkers(s);
      farthest = Corners.farthest(s);
      eps = new double[farthest.length];
      least = new double[farthest.length];
      Arrays.fill(eps, s.norm() == Norm.L0 ? 1 : Double.POSITIVE_INFINITY);
      Arrays.fill(least, Double.POSITIVE_INFINITY);
    }

    @Override
    public boolean step() {
      int[] kept = at.pay(new Counts(1, 1, 0, 0));
      eps = Walkers.picked(eps, kept);
      least = Walkers.picked(least, kept);
      if (at.size() == 0) {
        return false;
      }
      double cosine = (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
      try (Surroundings.Look look = s.at(at.delta(), at.instance())) {
        Tensor cotangent = look.logits().like();
        double[] margin = new Margin().valuesAndGradient(look.logits(), at.labels(), cotangent);
        Tensor g = look.pullback(cotangent, at.open());
        adapt(look.fooled(), margin, g, LAST_GAMMA + (gamma - LAST_GAMMA) * cosine);
        move(g, rate / 100 + (rate - rate / 100) * cosine);
      }
      return ++step < steps;
    }

    private void adapt(boolean[] fooled, double[] margin, Tensor g, double now) {
      double[] size = s.norm().of(at.delta());
      double[] slope = NearestBoundary.dual(s.norm()).of(g);
      for (int j = 0; j < fooled.length; j++) {
        least[j] = fooled[j] ? Math.min(least[j], size[j]) : least[j];
        if (s.norm() == Norm.L0) {
          eps[j] = fooled[j] ? Math.max(0, Math.min(Math.min(eps[j] - 1, Math.floor(eps[j] * (1 - now))), least[j]))
              : Math.max(eps[j] + 1, Math.floor(eps[j] * (1 + now)));
        } else if (fooled[j]) {
          eps[j] = Math.min(eps[j] * (1 - now), least[j]);
        } else {
          boolean before = least[j] < Double.POSITIVE_INFINITY;
          eps[j] = (before ? eps[j] : size[j] + Math.abs(margin[j]) / slope[j]) * (1 + now);
        }
        eps[j] = Math.min(eps[j], farthest[at.instance()[j]]);
      }
    }

    private void move(Tensor g, double now) {
      Tensor delta = at.delta();
      delta.plus(g.memory().kernels().normalised(now, g, g), delta);
      delta.mapRows((r, v) -> Balls.project(s.norm(), eps[r], v), delta);
      s.room().rows(at.instance()).project(delta, delta);
    }
  }
}
