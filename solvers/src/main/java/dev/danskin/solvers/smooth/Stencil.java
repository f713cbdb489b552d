package dev.danskin.solvers.smooth;

/**
 * Where a function is asked beside x for its derivative there: at x + a, and for central differences at x + b.
 *
 * @param a 0 where there is no room on either side
 * @param b 0 where there is no second point
 */
record Stencil(double a, double b) {
  private static final Stencil NONE = new Stencil(0, 0);

  /** The offsets at x in [low, high], with {@code epsilon} the spacing of the variable's numbers at 1. */
  static Stencil of(Differences.Scheme scheme, double epsilon, double x, double low, double high) {
    double size = Math.max(1, Math.abs(x));
    return scheme == Differences.Scheme.FORWARD
        ? forward(Math.copySign(Math.sqrt(epsilon) * size, x < 0 ? -1 : 1), x, low, high)
        : central(StrictMath.cbrt(epsilon) * size, x, low, high);
  }

  private static Stencil forward(double h, double x, double low, double high) {
    double step = room(h, x, low, high) ? h : room(-h, x, low, high) ? -h : high - x > x - low ? high - x : low - x;
    return step == 0 ? NONE : new Stencil(step, 0);
  }

  private static Stencil central(double h, double x, double low, double high) {
    if (room(h, x, low, high) && room(-h, x, low, high)) {
      return new Stencil(h, -h);
    }
    double side = high - x > x - low ? Math.min(2 * h, high - x) : Math.max(-2 * h, low - x);
    return side == 0 ? NONE : new Stencil(side / 2, side);
  }

  private static boolean room(double h, double x, double low, double high) {
    return x + h >= low && x + h <= high;
  }

  int points() {
    return a == 0 ? 0 : b == 0 ? 1 : 2;
  }

  /** The derivative of the polynomial through f(x), f(x + a) and, if there is one, f(x + b). */
  static double derivative(double f, double a, double fa, double b, double fb) {
    return b == 0 ? (fa - f) / a : (fa - f) / a * (b / (b - a)) - (fb - f) / b * (a / (b - a));
  }
}
