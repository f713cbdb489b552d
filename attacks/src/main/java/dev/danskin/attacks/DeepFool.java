package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.RunContext;
import dev.danskin.api.Surroundings;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * DeepFool (Moosavi-Dezfooli, Fawzi, Frossard; CVPR 2016): r ← r + (|f|/‖w‖_* + 10⁻⁴)·d(w) towards the nearest linearised decision boundary until the
 * model errs at clip((1 + overshoot)·r), d the steepest direction of the norm. All classes of a step share one forward pass.
 *
 * @param steps ≥ 1
 * @param overshoot ≥ 0
 * @param candidates how many wrong classes are compared, those of largest clean logit; each costs a backward pass a step
 */
public record DeepFool(@Default("50") int steps, @Default("0.02") double overshoot, @Default("9") int candidates) implements DistanceSearch {
  private static final double BEYOND = 1e-4;

  public DeepFool {
    if (steps < 1 || candidates < 1) {
      throw new IllegalArgumentException("expected at least 1 step and 1 candidate, found " + steps + " and " + candidates);
    }
    if (!(overshoot >= 0) || Double.isInfinite(overshoot)) {
      throw new IllegalArgumentException("expected a finite overshoot ≥ 0, found " + overshoot);
    }
  }

  @Override
  public Set<Norm> norms() {
    return Set.of(Norm.L2, Norm.LINF);
  }

  @Override
  public Counts cost(boolean targeted) {
    return new Counts(steps + 1L, (long) steps * (targeted ? 1 : candidates), 0, 0);
  }

  @Override
  public Iteration start(Surroundings s, RunContext run) {
    return new Walk(s);
  }

  private final class Walk implements Iteration {
    private final Surroundings s;
    /** Its points are r, not what is looked at. */
    private final Walkers at;
    private int[][] classes;
    private int step;

    Walk(Surroundings s) {
      this.s = s;
      at = new Walkers(s);
    }

    @Override
    public boolean step() {
      int pullbacks = step == steps ? 0 : Math.min(candidates, s.classes() - 1);
      follow(at.pay(new Counts(1, pullbacks, 0, 0)));
      if (at.size() == 0) {
        return false;
      }
      Tensor delta = at.delta().scale(1 + overshoot);
      s.room().rows(at.instance()).project(delta, delta);
      try (Surroundings.Look look = s.at(delta, at.instance())) {
        if (step++ == steps) {
          return false;
        }
        classes = classes == null ? NearestBoundary.candidates(look.logits(), at.labels(), candidates) : classes;
        boolean[] wanted = at.open();
        for (int j = 0; j < wanted.length; j++) {
          wanted[j] &= !look.fooled()[j];
        }
        int[] on = IntStream.range(0, wanted.length).filter(j -> wanted[j]).toArray();
        if (on.length > 0) {
          advance(look, wanted);
        }
        follow(at.keep(on));
        return on.length > 0;
      }
    }

    private void follow(int[] rows) {
      if (classes != null && rows.length < classes.length) {
        int[][] all = classes;
        classes = Arrays.stream(rows).mapToObj(j -> all[j]).toArray(int[][]::new);
      }
    }

    private void advance(Surroundings.Look look, boolean[] wanted) {
      NearestBoundary boundary = NearestBoundary.of(look, at.labels().classes(), classes, wanted, s.norm());
      Tensor w = boundary.w();
      boolean euclidean = s.norm() == Norm.L2;
      double[] size = euclidean ? w.rowNorm2() : w.rowNorm1();
      double[] factor = new double[size.length];
      for (int j = 0; j < factor.length; j++) {
        double length = wanted[j] && size[j] > 0 ? Math.abs(boundary.f()[j]) / size[j] + BEYOND : 0;
        factor[j] = euclidean && length > 0 ? length / size[j] : length;
      }
      Tensor direction = euclidean ? w : w.signum(w);
      at.delta().plus(direction.rowScale(factor, direction), at.delta());
    }
  }
}
