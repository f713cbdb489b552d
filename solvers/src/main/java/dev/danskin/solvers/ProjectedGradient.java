package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import java.util.ArrayList;
import java.util.List;

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
    FirstOrder.checkSteps(steps);
    new Rate(rate, schedule, 0);
    new Momentum(momentum, false);
  }

  /** Steepest direction, no momentum, constant rate. */
  public ProjectedGradient(double rate, int steps) {
    this(rate, steps, Direction.STEEPEST, 0, Schedule.CONSTANT);
  }

  @Override
  public Counts cost() {
    return chain().cost();
  }

  /** The chain that this is short for. */
  public FirstOrder chain() {
    List<Transform> links = new ArrayList<>();
    if (momentum > 0) {
      if (direction != Direction.RAW) {
        links.add(new Normalise(Norm.L1));
      }
      links.add(new Momentum(momentum, false));
    }
    links.add(new Direct(direction));
    links.add(new Rate(rate, schedule, 0));
    return new FirstOrder(links, steps, 0, 1);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return chain().start(oracle, run);
  }
}
