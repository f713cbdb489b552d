package dev.danskin.solvers.smooth;

/** The cubic with given values and slopes at two steps. */
final class Cubic {
  private Cubic() {}

  static double minimiser(Sample a, Sample b) {
    return minimiser(a.step(), a.value(), a.slope(), b.step(), b.value(), b.slope());
  }

  /** Where the cubic of fa, ga at a and fb, gb at b is least; NaN if it has no minimum. */
  static double minimiser(double a, double fa, double ga, double b, double fb, double gb) {
    double theta = 3 * (fa - fb) / (b - a) + ga + gb;
    double scale = Math.max(Math.abs(theta), Math.max(Math.abs(ga), Math.abs(gb)));
    double root = scale * Math.sqrt(Math.max(0, theta / scale * (theta / scale) - ga / scale * (gb / scale)));
    double gamma = b < a ? -root : root;
    return a + (gamma - ga + theta) / (gamma - ga + gamma + gb) * (b - a);
  }
}
