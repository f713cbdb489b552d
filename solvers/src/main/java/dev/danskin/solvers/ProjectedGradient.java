package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.set.Directions;
import dev.danskin.api.tensor.Tensor;

/**
 * z ← Π_S(z − a_t d(v)), v ← μ v + g: projected gradient descent with momentum. The direction d is the steepest one in
 * the norm of the set (sign for L∞, g/‖g‖₂ for L2: the steps of Madry et al. 2018), the sign, the normalised or the raw
 * gradient. With momentum and a direction other than raw, g enters divided by ‖g‖₁ (MI-FGSM, Dong et al. 2018).
 *
 * <p>Costs {@code steps} gradients and, to judge the last point, one value.
 *
 * @param rate a, finite and ≥ 0: the length of a step in the units of the variable, for raw gradients a factor on them
 * @param steps T ≥ 1
 * @param direction d
 * @param momentum μ in [0, 1)
 * @param schedule a_t = a · schedule(t/T), t = 0 … T − 1
 */
public record ProjectedGradient(
    double rate,
    int steps,
    @Default("steepest") Direction direction,
    @Default("0") double momentum,
    @Default("constant") Schedule schedule)
    implements Solver {

  /** What a gradient is turned into. */
  public enum Direction {
    /** argmax_{‖d‖≤1} ⟨g, d⟩ in the norm of the feasible set. */
    STEEPEST,
    /** sign g. */
    SIGN,
    /** g/‖g‖₂. */
    NORMALISED,
    /** g itself. */
    RAW
  }

  public ProjectedGradient {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("expected a finite rate ≥ 0, found " + rate);
    }
    if (steps < 1) {
      throw new IllegalArgumentException("expected at least 1 step, found " + steps);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("expected 0 ≤ momentum < 1, found " + momentum);
    }
  }

  /** Steepest direction, no momentum, constant rate. */
  public ProjectedGradient(double rate, int steps) {
    this(rate, steps, Direction.STEEPEST, 0, Schedule.CONSTANT);
  }

  @Override
  public Counts cost() {
    return new Counts(steps + 1L, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Descent(oracle);
  }

  private final class Descent implements Iteration {
    private final Oracle oracle;
    private FeasibleSet set;
    private Points at;
    private Tensor velocity;
    private int step;

    Descent(Oracle oracle) {
      this.oracle = oracle;
      set = oracle.feasible();
      Tensor z = oracle.start().like();
      set.project(oracle.start(), z);
      int[] all = new int[z.rows()];
      java.util.Arrays.setAll(all, i -> i);
      at = new Points(z, all);
      velocity = momentum > 0 ? z.like().fill(0) : null;
    }

    @Override
    public boolean step() {
      if (step == steps) {
        oracle.at(at, Order.VALUE, step);
        return false;
      }
      Tensor g = oracle.at(at, Order.GRADIENT, step).gradient();
      int[] open = oracle.open(at.instance());
      if (open.length < at.instance().length) {
        g = g.rows(open);
        shrink(open);
      }
      if (open.length > 0) {
        Tensor d = direction(momentum > 0 ? accelerate(g) : g);
        Tensor z = at.z();
        set.project(z.plus(-rate * schedule.at(step, steps), d, d), z);
      }
      step++;
      return true;
    }

    /** Closed instances leave: from here on they cost nothing. What stays is copied to memory that outlives the step. */
    private void shrink(int[] open) {
      at = new Points(at.z().retainedRows(open), at.rows(open).instance());
      set = set.rows(open);
      velocity = velocity == null ? null : velocity.retainedRows(open);
    }

    private Tensor accelerate(Tensor g) {
      double[] scale = direction == Direction.RAW ? null : g.rowNorm1();
      if (scale != null) {
        for (int i = 0; i < scale.length; i++) {
          scale[i] = scale[i] == 0 ? 0 : 1 / scale[i];
        }
      }
      velocity.scale(momentum, velocity);
      return velocity.plus(scale == null ? g : g.rowScale(scale, g), velocity);
    }

    private Tensor direction(Tensor v) {
      Tensor out = v.like();
      return switch (direction) {
        case STEEPEST -> steepest(v, out);
        case SIGN -> Directions.sign(v, out);
        case NORMALISED -> Directions.normalised(v, out);
        case RAW -> v.into(out);
      };
    }

    /** The set looks for ascent; descent is its mirror image. */
    private Tensor steepest(Tensor v, Tensor out) {
      Tensor ascent = v.scale(-1, out);
      return set.steepest(at.z(), ascent, out).scale(-1, out);
    }
  }
}
