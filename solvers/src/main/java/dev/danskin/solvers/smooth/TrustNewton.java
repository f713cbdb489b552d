package dev.danskin.solvers.smooth;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;

/**
 * x ← x + d, d ≈ argmin gᵀd + ½ dᵀ∇²f d with ‖d‖ ≤ Δ by truncated conjugate gradients ({@link SteihaugStep}): Newton's method in a trust
 * region (Steihaug 1983; Conn, Gould, Toint: Trust-region methods, 2000). Where f fell by less than a quarter of what was foretold Δ is
 * quartered, where by more than three quarters and ‖d‖ = Δ it is doubled; a step is taken where f fell by more than 0.15 of it. Products with
 * the Hessian are differences of gradients and counted as such.
 *
 * <p>In a box the variables at bounds that −g pushes against stay there, and d ends at the next bound; where many bounds hold,
 * {@link LBfgsB} is the better method.
 *
 * @param radius the first Δ, &gt; 0
 * @param largest the largest Δ, ≥ radius
 * @param inner most products for a step, ≥ 1
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, taken or not, ≥ 1
 */
public record TrustNewton(@Default("1") double radius, @Default("1000") double largest, @Default("200") int inner,
    @Default("1e-5") double gtol, @Default("1e-12") double tolfun, @Default("1000") int steps) implements Solver {
  /** How often at most a step is sought, among fewer and fewer variables. */
  static final int FEWER = 4;

  public TrustNewton {
    Stop.check(steps, gtol, tolfun);
    new InexactNewton(inner);
    if (!(radius > 0 && radius <= largest && largest < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected 0 < radius ≤ largest, found " + radius + " and " + largest);
    }
  }

  /** The usual radii and tolerances. */
  public TrustNewton() {
    this(1, 1000, 200, 1e-5, 1e-12, 1000);
  }

  @Override
  public boolean copes() {
    return true;
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    Bounds.accept("trust-newton", sets);
  }

  @Override
  public Counts cost() {
    long most = 1 + steps * (1L + (long) FEWER * inner);
    return new Counts(most, most, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    return new Walks(oracle, run, (f, space) -> new TrustWalk(this, f, space));
  }
}
