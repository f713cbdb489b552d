package dev.danskin.solvers.smooth;

/** One search of {@link HagerZhang}: [a, b]. */
final class SecantBracket {
  /** A step to an undefined point is shortened to this share (ψ₃ of LineSearches.jl). */
  private static final double UNDEFINED = 0.1;

  private final HagerZhang search;
  private final Line line;
  private final Sample start;
  /** φ(0) + ε|φ(0)|. */
  private final double ceiling;
  private final Wolfe wolfe;
  private Sample a;
  private Sample b;
  /** A sample that meets the conditions. */
  private Sample met;
  private Sample best;
  private int left;

  SecantBracket(HagerZhang search, Line line) {
    this.search = search;
    this.line = line;
    start = line.start();
    a = start;
    best = start;
    left = search.evaluations();
    ceiling = start.value() + search.epsilon() * Math.abs(start.value());
    wolfe = new Wolfe(start, search.delta(), search.sigma(), false);
  }

  LineSearch.Found search(double first) {
    bracket(first);
    while (going() && b.step() > a.step()) {
      double width = b.step() - a.step();
      secants();
      if (going() && b.step() - a.step() > search.gamma() * width) {
        update(sample(a.step() + 0.5 * (b.step() - a.step())));
      }
      if (b.step() - a.step() >= width) {
        break;
      }
    }
    return met != null ? new LineSearch.Found(met)
        : new LineSearch.Found(best, left == 0 ? search.evaluations() + " evaluations" : "the bracket cannot be narrowed");
  }

  private boolean going() {
    return met == null && left > 0 && b != null;
  }

  private Sample sample(double step) {
    left--;
    Sample s = line.at(step);
    if (s.finite()) {
      best = s.value() < best.value() ? s : best;
      met = meets(s) ? s : met;
    }
    return s;
  }

  private boolean meets(Sample s) {
    boolean flat = wolfe.flattens(s);
    boolean approximate = flat && s.value() <= ceiling && (2 * search.delta() - 1) * start.slope() >= s.slope();
    boolean stopped = s.step() == line.max() && s.slope() < 0 && wolfe.decreases(s);
    return approximate || flat && wolfe.decreases(s) || stopped;
  }

  /** Steps by ρ until the slope turns or φ has risen above the ceiling. */
  private void bracket(double first) {
    double c = first;
    double limit = line.max();
    while (met == null && left > 0 && b == null && c > a.step()) {
      Sample s = sample(c);
      if (met != null) {
        return;
      }
      if (!s.finite()) {
        limit = c;
        c = a.step() + UNDEFINED * (c - a.step());
      } else if (s.slope() >= 0) {
        b = s;
      } else if (s.value() > ceiling) {
        divide(a, s);
      } else {
        a = s;
        double next = Math.min(search.rho() * c, line.max());
        c = next < limit || limit == line.max() ? next : c + 0.5 * (limit - c);
      }
    }
  }

  /** Halves an interval whose right end falls but lies above the ceiling, until it is a bracket. */
  private void divide(Sample from, Sample to) {
    a = from;
    Sample high = to;
    while (met == null && left > 0) {
      double d = (1 - search.theta()) * a.step() + search.theta() * high.step();
      if (d <= a.step() || d >= high.step()) {
        b = a;
        return;
      }
      Sample s = sample(d);
      if (s.finite() && s.slope() >= 0) {
        b = s;
        return;
      }
      if (s.finite() && s.value() <= ceiling) {
        a = s;
      } else {
        high = s;
      }
    }
  }

  /** Narrows the bracket by a sample within. */
  private void update(Sample c) {
    if (met != null || c.step() <= a.step() || c.step() >= b.step()) {
      return;
    }
    if (!c.finite()) {
      divide(a, c);
    } else if (c.slope() >= 0) {
      b = c;
    } else if (c.value() <= ceiling) {
      a = c;
    } else {
      divide(a, c);
    }
  }

  private void secants() {
    Sample oldA = a;
    Sample oldB = b;
    double c = secant(a, b);
    if (!within(c)) {
      return;
    }
    update(sample(c));
    if (!going()) {
      return;
    }
    double again = b.step() == c ? secant(oldB, b) : a.step() == c ? secant(oldA, a) : Double.NaN;
    if (within(again)) {
      update(sample(again));
    }
  }

  private boolean within(double c) {
    return c > a.step() && c < b.step();
  }

  private static double secant(Sample a, Sample b) {
    return (a.step() * b.slope() - b.step() * a.slope()) / (b.slope() - a.slope());
  }
}
