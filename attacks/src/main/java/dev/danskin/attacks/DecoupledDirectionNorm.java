package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.RunContext;
import dev.danskin.api.Surroundings;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;

/**
 * DDN (Rony et al.: Decoupling direction and norm for efficient gradient-based L2 adversarial attacks; CVPR 2019):
 *
 * <pre>
 * δ ← δ + α_t g/‖g‖₂,   ε ← (1 ∓ γ) ε,   δ ← clip(ε δ/‖δ‖₂),
 * </pre>
 *
 * <p>g the gradient of the cross-entropy; ε falls where the model errs at δ and rises elsewhere, up to the size of the farthest corner of
 * the box. α_t falls from 1 to 0.01 along half a cosine.
 *
 * @param steps T ≥ 1, of one forward and one backward pass each
 * @param radius ε at the start, finite and &gt; 0, in the units of the data
 * @param gamma γ in (0, 1)
 */
public record DecoupledDirectionNorm(@Default("100") int steps, @Default("1") double radius, @Default("0.05") double gamma)
    implements DistanceSearch {
  private static final double LAST_RATE = 0.01;

  public DecoupledDirectionNorm {
    if (steps < 1) {
      throw new IllegalArgumentException("expected at least 1 step, found " + steps);
    }
    if (!(radius > 0 && radius < Double.POSITIVE_INFINITY && gamma > 0 && gamma < 1)) {
      throw new IllegalArgumentException("expected a finite radius > 0 and gamma in (0, 1), found " + radius + " and " + gamma);
    }
  }

  @Override
  public Set<Norm> norms() {
    return Set.of(Norm.L2);
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
    private int step;

    Walk(Surroundings s) {
      this.s = s;
      at = new Walkers(s);
      farthest = Corners.farthest(s);
      eps = new double[farthest.length];
      Arrays.fill(eps, radius);
    }

    @Override
    public boolean step() {
      eps = Walkers.picked(eps, at.pay(new Counts(1, 1, 0, 0)));
      if (at.size() == 0) {
        return false;
      }
      try (Surroundings.Look look = s.at(at.delta(), at.instance())) {
        Tensor cotangent = new CrossEntropy().gradient(look.logits(), at.labels());
        Tensor g = look.pullback(cotangent, at.open());
        double rate = LAST_RATE + (1 - LAST_RATE) * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
        Tensor delta = at.delta();
        delta.plus(g.memory().kernels().normalised(rate, g, g), delta);
        double[] size = delta.rowNorm2();
        for (int j = 0; j < size.length; j++) {
          eps[j] = Math.min(eps[j] * (look.fooled()[j] ? 1 - gamma : 1 + gamma), farthest[at.instance()[j]]);
          size[j] = size[j] == 0 ? 0 : eps[j] / size[j];
        }
        s.room().rows(at.instance()).project(delta.rowScale(size, delta), delta);
      }
      return ++step < steps;
    }
  }
}
