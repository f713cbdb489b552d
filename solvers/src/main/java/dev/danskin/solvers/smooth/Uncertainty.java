package dev.danskin.solvers.smooth;

/** The interval of uncertainty of one search of Moré and Thuente. */
final class Uncertainty {
  /** How far beyond the best step an interval without an upper end reaches, in steps. */
  private static final double NEAREST = 1.1;
  private static final double FARTHEST = 4;
  /** A bracket that has not shrunk to this share in two steps is halved. */
  private static final double SHRINKS = 0.66;
  /** A step to an undefined point is shortened to this share. */
  private static final double UNDEFINED = 0.1;

  private final MoreThuente search;
  private final Line line;
  private final Wolfe wolfe;
  /** The slope of the line of sufficient decrease, μ φ'(0). */
  private final double decrease;
  /** The end of the least value, and the other end. */
  private Sample best;
  private Sample other;
  private boolean bracketed;
  /** Whether ψ is interpolated instead of φ. */
  private boolean first = true;
  private double low;
  private double high;
  private double limit;
  private double width;
  private double before;

  Uncertainty(MoreThuente search, Line line) {
    this.search = search;
    this.line = line;
    best = line.start();
    other = best;
    wolfe = new Wolfe(best, search.ftol(), search.gtol(), search.curvature() == MoreThuente.Curvature.STRONG);
    decrease = search.ftol() * best.slope();
    limit = line.max();
    width = Math.min(limit, 1e10);
    before = 2 * width;
  }

  LineSearch.Found search(double step) {
    double a = step;
    high = a + FARTHEST * a;
    for (int k = 0; k < search.evaluations(); k++) {
      Sample s = line.at(a);
      if (!s.finite()) {
        limit = a;
        a = best.step() + UNDEFINED * (a - best.step());
        if (a == best.step()) {
          return ended("no step shorter than " + limit + " is left");
        }
        continue;
      }
      if (wolfe.holds(s)) {
        return new LineSearch.Found(s);
      }
      if (a == line.max() && wolfe.decreases(s) && s.slope() <= decrease) {
        return new LineSearch.Found(s);
      }
      a = next(s);
      if (bracketed && (a <= low || a >= high || high - low <= search.xtol() * high)) {
        return narrowed();
      }
    }
    return ended(search.evaluations() + " evaluations");
  }

  /** An interval that cannot be divided further: its better end will do if it is lower than the start. */
  private LineSearch.Found narrowed() {
    return best.step() > 0 ? new LineSearch.Found(best) : ended("the interval is too narrow");
  }

  private LineSearch.Found ended(String failure) {
    return new LineSearch.Found(best, failure);
  }

  /** Takes a sample into the interval; the step to try next. */
  private double next(Sample s) {
    first &= !(wolfe.decreases(s) && s.slope() >= 0);
    boolean lowered = first && s.value() <= best.value() && !wolfe.decreases(s);
    double shift = lowered ? decrease : 0;
    double a = interpolated(s, shift);
    if (bracketed) {
      double now = Math.abs(other.step() - best.step());
      a = now >= SHRINKS * before ? best.step() + 0.5 * (other.step() - best.step()) : a;
      before = width;
      width = now;
      low = Math.min(best.step(), other.step());
      high = Math.max(best.step(), other.step());
    } else {
      low = a + NEAREST * (a - best.step());
      high = a + FARTHEST * (a - best.step());
    }
    a = Math.min(Math.max(a, 0), line.max());
    return a < limit || limit == line.max() ? a : best.step() + 0.5 * (limit - best.step());
  }

  /** Interpolates φ(a) − shift·a, and moves the ends. */
  private double interpolated(Sample s, double shift) {
    double a = best.step();
    double b = s.step();
    double fa = best.value() - shift * a;
    double fb = s.value() - shift * b;
    double ga = best.slope() - shift;
    double gb = s.slope() - shift;
    boolean turned = gb * Math.signum(ga) < 0;
    double step;
    if (fb > fa) {
      double c = Cubic.minimiser(a, fa, ga, b, fb, gb);
      double q = a + ga / ((fa - fb) / (b - a) + ga) / 2 * (b - a);
      step = Math.abs(c - a) < Math.abs(q - a) ? c : c + (q - c) / 2;
      bracketed = true;
    } else if (turned) {
      double c = Cubic.minimiser(a, fa, ga, b, fb, gb);
      double q = secant(a, ga, b, gb);
      step = Math.abs(c - b) > Math.abs(q - b) ? c : q;
      bracketed = true;
    } else if (Math.abs(gb) < Math.abs(ga)) {
      step = falling(a, fa, ga, b, fb, gb);
    } else if (bracketed) {
      step = Cubic.minimiser(b, fb, gb, other.step(), other.value() - shift * other.step(), other.slope() - shift);
    } else {
      step = b > a ? high : low;
    }
    if (fb > fa) {
      other = s;
    } else {
      other = turned ? best : other;
      best = s;
    }
    return step;
  }

  /** The slope falls and keeps its sign: the minimiser of the cubic if it lies beyond, within safeguards. */
  private double falling(double a, double fa, double ga, double b, double fb, double gb) {
    double q = secant(a, ga, b, gb);
    double theta = 3 * (fa - fb) / (b - a) + ga + gb;
    double scale = Math.max(Math.abs(theta), Math.max(Math.abs(ga), Math.abs(gb)));
    double root = scale * Math.sqrt(Math.max(0, theta / scale * (theta / scale) - ga / scale * (gb / scale)));
    double gamma = b > a ? -root : root;
    double r = (gamma - gb + theta) / (gamma + (ga - gb) + gamma);
    double c = r < 0 && gamma != 0 ? b + r * (a - b) : b > a ? high : low;
    if (bracketed) {
      double step = Math.abs(c - b) < Math.abs(q - b) ? c : q;
      double most = b + SHRINKS * (other.step() - b);
      return b > a ? Math.min(most, step) : Math.max(most, step);
    }
    double step = Math.abs(c - b) > Math.abs(q - b) ? c : q;
    return Math.max(low, Math.min(high, step));
  }

  private static double secant(double a, double ga, double b, double gb) {
    return b + gb / (gb - ga) * (a - b);
  }
}
