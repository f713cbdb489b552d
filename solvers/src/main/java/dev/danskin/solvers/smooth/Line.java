package dev.danskin.solvers.smooth;

/** φ(a) = f(x + a d) for 0 ≤ a ≤ max; every sample is counted. */
public final class Line {
  private final CountedFunction f;
  private final Place from;
  private final Sample start;
  private final double[] direction;
  private final double[] end;
  private final Bounds bounds;
  private final double max;

  /** The line from {@code from} along {@code direction} as far as the bounds allow. */
  Line(CountedFunction f, Place from, double[] direction, Bounds bounds) {
    this(f, from, direction, null, bounds, bounds.reach(from.x(), direction));
  }

  /**
   * As above.
   *
   * @param end x + d exactly, null where nobody knows it better
   */
  Line(CountedFunction f, Place from, double[] direction, double[] end, Bounds bounds, double max) {
    this.f = f;
    this.from = from;
    this.direction = direction;
    this.end = end;
    this.bounds = bounds;
    this.max = max;
    start = new Sample(0, from.value(), Vectors.dot(from.gradient(), direction), from.x(), from.gradient());
  }

  /** φ at 0. */
  public Sample start() {
    return start;
  }

  /** The largest step, &gt; 0; may be +∞. */
  public double max() {
    return max;
  }

  /** ‖d‖₂: how far a step of 1 goes. */
  public double length() {
    return Vectors.norm(direction);
  }

  /** ‖d‖∞. */
  public double steepness() {
    return Vectors.largest(direction);
  }

  /** φ at 0 &lt; a ≤ max. */
  public Sample at(double a) {
    double[] x = a == 1 && end != null ? end.clone() : stepped(a);
    double[] g = new double[x.length];
    double value = f.at(x, g);
    return new Sample(a, value, Vectors.dot(g, direction), x, g);
  }

  private double[] stepped(double a) {
    double[] x = from.x().clone();
    Vectors.add(a, direction, x);
    return a == max ? bounds.snapped(x, direction) : bounds.clamp(x);
  }
}
