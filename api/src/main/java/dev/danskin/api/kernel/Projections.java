package dev.danskin.api.kernel;

/**
 * The one unknown of a projection onto a ball cut with bounds, found from sums over an instance. The control is written once;
 * kernels bring the sums.
 */
public final class Projections {
  private static final int MOST_STEPS = 200;
  /** Relative rounding of the sums. */
  private static final double EXACT = 1e-14;

  private Projections() {}

  /** Two sums over an instance as functions of the unknown. */
  @FunctionalInterface
  public interface Pass {
    /** Writes the sums at {@code t} to sums[0] and sums[1]. */
    void at(double t, double[] sums);
  }

  /**
   * L2: the largest s ≤ most for which ‖clip(s·y)‖₂ ≤ radius. s ↦ ‖clip(s·y)‖² is piecewise fixed + free·s², so Newton's method on its pieces
   * ends after finitely many steps; from s = 0 upward the norm is over-, so s underestimated.
   *
   * @param whole ‖clip(most·y)‖²
   * @param pass (Σ of squares of the coordinates that are clipped at s, Σ y² over the others)
   */
  public static double scale(double radius, double most, double whole, Pass pass) {
    if (!(whole > radius * radius)) {
      return most;
    }
    double[] sums = new double[2];
    double s = 0;
    while (true) {
      pass.at(s, sums);
      double next = sums[1] == 0 ? s : Math.sqrt(Math.max(0, radius * radius - sums[0]) / sums[1]);
      if (!(next > s * (1 + 1e-15))) {
        return Math.max(next, s);
      }
      s = next;
    }
  }

  /** {@link #scale} without bounds, for most = 1 and whole = ‖y‖². */
  public static double scale(double radius, double whole) {
    return whole > radius * radius ? Math.sqrt(radius * radius / whole) : 1;
  }

  /**
   * L1: the least τ ≥ 0 for which f(τ) = Σ min(max(|y_i| − τ, 0), c_i) ≤ radius, c_i the room in the direction of y_i. f falls
   * piecewise linearly; Newton's method from the left, and bisection wherever it does not halve the bracket, until the piece is
   * found on which f crosses the radius; there Newton's step is exact.
   *
   * @param largest max|y|
   * @param pass (f, the number of coordinates with 0 &lt; |y_i| − τ &lt; c_i)
   */
  public static double threshold(double radius, double largest, Pass pass) {
    double[] sums = new double[2];
    pass.at(0, sums);
    if (!(sums[0] > radius)) {
      return 0;
    }
    double left = 0;
    double right = largest;
    double tau = 0;
    boolean halved = true;
    for (int step = 0; step < MOST_STEPS; step++) {
      double newton = tau + (sums[0] - radius) / sums[1];
      double next = halved && newton > left && newton < right ? newton : left + (right - left) / 2;
      if (next <= left || next >= right) {
        return right;
      }
      double width = right - left;
      tau = next;
      pass.at(tau, sums);
      if (Math.abs(sums[0] - radius) <= EXACT * radius) {
        return tau;
      }
      if (sums[0] > radius) {
        left = tau;
      } else {
        right = tau;
      }
      halved = right - left <= width / 2 || next != newton;
    }
    return right;
  }
}
