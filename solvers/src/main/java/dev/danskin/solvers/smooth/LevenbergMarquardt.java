package dev.danskin.solvers.smooth;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;

/**
 * min Σ r(x)²: x ← x + p, p = argmin ‖r + J p‖ with ‖D p‖ ≤ Δ, that is (JᵀJ + λ D²) p = −Jᵀr (Levenberg 1944, Marquardt 1963). D is I, or the
 * largest norms of J's columns so far; Δ begins as {@code factor} ‖D x‖, is halved at least where the fall of ‖r‖² is below a quarter of what
 * the model foretold and becomes 2‖D p‖ where it is above three quarters; a step is taken where it is above 10⁻⁴ (Moré: The Levenberg-Marquardt
 * algorithm, implementation and theory; Lecture Notes in Mathematics 630, 1978; the constants are MINPACK's). J is taken by forward
 * differences of r, D points asked for at once.
 *
 * <p>In a box the variables stay at bounds that −Jᵀr pushes against, and steps are cut at the others: what is foretold is foretold for the
 * step that is left.
 *
 * @param scaling what D is
 * @param ftol ends where ‖r‖² fell, and was to fall, by no more than this share, ≥ 0
 * @param xtol ends where Δ ≤ xtol ‖D x‖, ≥ 0
 * @param gtol ends where no column of J has a cosine with r above this, ≥ 0
 * @param factor of the first Δ, &gt; 0
 * @param steps most steps, taken or not, ≥ 1
 */
public record LevenbergMarquardt(@Default("none") Scaling scaling, @Default("1e-8") double ftol, @Default("1e-8") double xtol, @Default("0") double gtol,
    @Default("100") double factor, @Default("1000") int steps) implements Solver {
  /** In which units a step is measured. */
  public enum Scaling {
    /** Those of the variables, D = I: solves more of Moré and Wild's problems than the other. */
    NONE,
    /** D the largest norms of J's columns so far: the same steps in any units. */
    COLUMNS
  }

  public LevenbergMarquardt {
    Stop.check(steps, gtol, ftol);
    if (!(xtol >= 0 && factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected xtol ≥ 0 and a factor > 0, found " + xtol + " and " + factor);
    }
  }

  /** MINPACK's constants, D = I. */
  public LevenbergMarquardt() {
    this(Scaling.NONE, 1e-8, 1e-8, 0, 100, 1000);
  }

  @Override
  public Order needs() {
    return Order.RESIDUALS;
  }

  @Override
  public boolean copes() {
    return true;
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    Bounds.accept("levenberg-marquardt", sets);
  }

  /** For up to a thousand variables; of more, each step costs as many values as there are. */
  @Override
  public Counts cost() {
    return new Counts(1 + 1001L * steps, 0, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    return new Walks(oracle, run, (f, space) -> new LeastSquaresWalk(this, f, space));
  }
}
