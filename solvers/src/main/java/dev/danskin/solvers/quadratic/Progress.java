package dev.danskin.solvers.quadratic;

import static dev.danskin.solvers.quadratic.Vectors.dot;

import dev.danskin.api.Snapshot;

/** What the last steps told about the model. */
final class Progress {
  /** The length of the last step that the model proposed, and the ratio of its actual to its predicted reduction. */
  double length;
  double ratio;
  /** How far the model was from the last three values. */
  private final double[] errors = new double[3];
  /** How many values there were since the resolution changed or a step was longer than it. */
  private int quiet;
  /** How many times on end the model of least Hessian had a much smaller gradient. */
  private int steeper;

  /** A new resolution. */
  void reset() {
    quiet = 0;
    ratio = -1;
  }

  /** A value that differs by {@code error} from the model's. */
  void add(double error, double rho, double ratio) {
    errors[2] = errors[1];
    errors[1] = errors[0];
    errors[0] = error;
    quiet = length > rho ? 0 : Math.min(quiet + 1, errors.length);
    this.ratio = ratio;
  }

  /**
   * Whether, after a step that is too short, the model is so exact that steps of length ρ would gain nothing: it errs by less than what
   * its curvature, and its slope at bounds that hold, make of ρ (Powell 2006, section 2; 2009, section 2).
   */
  boolean settled(QuadraticModel model, TruncatedConjugateGradients step, double rho) {
    if (quiet < errors.length) {
      return false;
    }
    double error = Math.max(errors[0], Math.max(errors[1], errors[2]));
    if (step.curvature > 0 && error > step.curvature * rho * rho / 8) {
      return false;
    }
    for (int i = 0; i < step.held.length; i++) {
      double inward = -step.held[i] * step.gradient[i];
      if (step.held[i] != 0 && rho * (inward + model.hessian[i][i] * rho / 2) < error) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lets go of the Hessian of models before if it misleads: if three times on end the interpolant of least ‖D‖ has a gradient of less
   * than the root of a tenth of the model's length, it becomes the model (Powell 2006, section 8).
   */
  void compare(QuadraticModel model, InterpolationSet set) {
    if (ratio > 0.1) {
      steeper = 0;
      return;
    }
    QuadraticModel least = QuadraticModel.least(set);
    steeper = dot(model.g, model.g) < 10 * dot(least.g, least.g) ? 0 : steeper + 1;
    if (steeper >= 3) {
      model.set(least);
      steeper = 0;
    }
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("numbers", new double[] {length, ratio, errors[0], errors[1], errors[2]}).with("counts", quiet, steeper);
  }

  void restore(Snapshot saved) {
    double[] numbers = saved.doubles("numbers", 5);
    length = numbers[0];
    ratio = numbers[1];
    System.arraycopy(numbers, 2, errors, 0, 3);
    long[] counts = saved.longs("counts", 2);
    quiet = (int) counts[0];
    steeper = (int) counts[1];
  }
}
