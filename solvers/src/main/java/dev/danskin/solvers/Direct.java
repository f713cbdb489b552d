package dev.danskin.solvers;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.set.Directions;
import dev.danskin.api.tensor.Tensor;

/**
 * u ← a direction of ascent: the steepest one in the norm of the feasible set, the sign, the normalised or the raw
 * update, per instance.
 *
 * @param direction which
 */
public record Direct(ProjectedGradient.Direction direction) implements Transform {
  @Override
  public State start(Tensor z) {
    return (u, step) -> switch (direction) {
      case STEEPEST -> steepest(u, step);
      case SIGN -> Directions.sign(u, u);
      case NORMALISED -> Directions.normalised(u, u);
      case RAW -> u;
    };
  }

  /** The direction as kernels know it, null if they do not. */
  Direction kernel(FeasibleSet set) {
    return switch (direction) {
      case STEEPEST -> set.steepest();
      case SIGN -> Direction.SIGN;
      case NORMALISED -> Direction.NORMALISED;
      case RAW -> Direction.RAW;
    };
  }

  /** The set looks for ascent from z; we go the other way, so its mirror image is wanted. */
  private static Tensor steepest(Tensor u, Step step) {
    Tensor descent = u.scale(-1, u);
    return step.set().steepest(step.z(), descent, u).scale(-1, u);
  }
}
