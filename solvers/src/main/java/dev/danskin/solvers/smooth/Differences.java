package dev.danskin.solvers.smooth;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;
import java.util.List;

/**
 * A solver that needs gradients, for objectives that have values only:
 *
 * <pre>
 * forward: ∂f/∂x_i ≈ (f(x + h e_i) − f(x)) / h,  h = ε^½ max(1, |x_i|) sign(x_i)
 * central: ∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h,  h = ε^⅓ max(1, |x_i|)
 * </pre>
 *
 * <p>with ε the spacing of the variable's numbers at 1 (Dennis, Schnabel: Numerical methods for unconstrained optimization and nonlinear
 * equations, 1983, section 5.6). A step that would leave the box turns inwards; a central one then looks twice to the same side, which is
 * as accurate. A gradient costs D values (central: 2D) and, unless f(x) was just asked for, one more; they are asked for at once.
 *
 * @param solver what is run; works in boxes or without bounds
 * @param scheme which differences
 * @param evaluations most values per instance, ≥ 1; a gradient that would need more is not begun
 */
public record Differences(Solver solver, @Default("forward") Scheme scheme, @Default("100000") long evaluations) implements Solver {
  /** How many points a derivative is taken from. */
  public enum Scheme {
    /** One beside x: an error of order h. */
    FORWARD,
    /** Two beside x: an error of order h². */
    CENTRAL
  }

  public Differences {
    if (evaluations < 1) {
      throw new IllegalArgumentException("expected at least 1 evaluation, found " + evaluations);
    }
  }

  /** Forward differences. */
  public Differences(Solver solver) {
    this(solver, Scheme.FORWARD, 100_000);
  }

  @Override
  public Order needs() {
    return solver.needs() == Order.GRADIENT ? Order.VALUE : solver.needs();
  }

  @Override
  public boolean copes() {
    return solver.copes();
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    if (solver.needs() == Order.GRADIENT) {
      Bounds.accept("differences", sets);
    }
    solver.accept(sets, shape);
  }

  @Override
  public Counts cost() {
    return new Counts(evaluations, 0, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    DifferencedOracle differenced = new DifferencedOracle(oracle, scheme, evaluations, run);
    Iteration inner = solver.start(differenced, run);
    return new Iteration() {
      @Override
      public boolean step() {
        differenced.forget();
        return differenced.anyOpen() && inner.step();
      }

      @Override
      public List<String> why(int instance) {
        return differenced.spent(instance) ? List.of("evaluations: " + evaluations) : inner.why(instance);
      }

      @Override
      public Snapshot save() {
        return Snapshot.EMPTY.with("oracle", differenced.save()).with("solver", inner.save());
      }

      @Override
      public void restore(Snapshot saved) {
        differenced.restore(saved.part("oracle"));
        inner.restore(saved.part("solver"));
      }
    };
  }
}
