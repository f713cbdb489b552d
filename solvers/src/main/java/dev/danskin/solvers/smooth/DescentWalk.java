package dev.danskin.solvers.smooth;

import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.List;

/** The run of {@link DescentMethod} on one instance. */
final class DescentWalk implements Walk {
  /** The first step of all changes the largest coordinate by this share (Hager, Zhang 2005: ψ₀). */
  private static final double CAREFUL = 0.01;
  /** A first step is at most this times the step before. */
  private static final double BOLD = 10;

  /** A projected direction that keeps no more than this of the slope is not taken. */
  private static final double KEEPS = 0.1;

  /** A step along which the slope keeps this share was short: the next one is tried this much longer. */
  private static final double STEEP = 0.9;
  private static final double GROWS = 5;

  private final DescentMethod method;
  private final Stop stop;
  private final CountedFunction f;
  private final Bounds bounds;
  private final double[] begin;
  private final Descent.Rule rule;
  private Place at;
  /** The last step, a, that no bound cut short, and the slope where it began. */
  private final double[] last = {Double.NaN, Double.NaN};
  private int steps;
  private List<String> why = List.of();
  /** Of the line searched last: the largest step, and the slope where it begins. */
  private double reach;
  private double slope;

  DescentWalk(DescentMethod method, CountedFunction f, SearchSpace space) {
    this.method = method;
    this.f = f;
    stop = new Stop(method.steps(), method.gtol(), method.tolfun());
    bounds = Bounds.of(space);
    begin = space.start();
    rule = method.descent().begin(begin.length);
  }

  @Override
  public boolean step() {
    if (!why.isEmpty()) {
      return false;
    }
    if (at == null) {
      at = Place.of(f, begin);
      why = stop.at(at, bounds);
      return true;
    }
    LineSearch.Found found = found();
    if (!improves(found)) {
      rule.forget();
      last[0] = Double.NaN;
      found = found();
    }
    if (improves(found)) {
      accept(found.sample());
    } else {
      why = List.of("the line search found nothing better: " + found.failure());
    }
    return true;
  }

  private boolean improves(LineSearch.Found found) {
    return found.met() || found.sample().value() < at.value();
  }

  private void accept(Sample s) {
    Place to = Place.of(s);
    steps++;
    boolean cut = s.step() == reach;
    if (!cut) {
      last[0] = s.slope() < STEEP * slope ? GROWS * s.step() : s.step();
      last[1] = slope;
    }
    rule.learn(at, to);
    why = stop.after(steps, at, to, bounds, cut);
    at = to;
  }

  private LineSearch.Found found() {
    Line line = line();
    reach = line.max();
    if (!(line.start().slope() < 0 && line.max() > 0)) {
      return new LineSearch.Found(line.start(), "the direction does not descend");
    }
    double first = Math.min(first(line), line.max());
    slope = line.start().slope();
    return method.search().search(line, first);
  }

  /** 1 where that is natural; else as far as the last step promised to go, and at first a small share of ‖x‖∞ (Hager, Zhang 2005). */
  private double first(Line line) {
    if (rule.scaled()) {
      return 1;
    }
    if (last[0] > 0) {
      return last[0] * Math.min(BOLD, last[1] / line.start().slope());
    }
    double size = Vectors.largest(at.x());
    return size > 0 ? Math.min(1 / line.length(), CAREFUL * size / line.steepness()) : Math.min(1, 1 / line.length());
  }

  private Line line() {
    int[] free = bounds.free(at.x(), at.gradient());
    double[] d = rule.direction(at, free, new Curvature(f, at, bounds));
    if (!(Vectors.dot(d, at.gradient()) < 0) || !Double.isFinite(Vectors.dot(d, d))) {
      rule.forget();
      d = Free.steepest(at, free);
    }
    return bounds.any() ? within(d) : new Line(f, at, d, bounds);
  }

  /** The line to the projection of x + d, or along what of d the bounds at x allow. */
  private Line within(double[] d) {
    double[] end = at.x().clone();
    Vectors.add(1, d, end);
    double[] projected = Vectors.minus(bounds.clamp(end), at.x());
    if (rule.scaled() && Vectors.dot(projected, at.gradient()) < KEEPS * Vectors.dot(d, at.gradient())) {
      return new Line(f, at, projected, end, bounds, Math.max(1, bounds.reach(at.x(), projected)));
    }
    return new Line(f, at, bounds.unobstructed(at.x(), d), bounds);
  }

  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("steps", steps).with("why", why)
        .with("last", last).with("rule", rule.save()).with("begun", at == null ? 0 : 1);
    return at == null ? all : all.with("at", at.save());
  }

  @Override
  public void restore(Snapshot saved) {
    steps = saved.count("steps", stop.steps());
    why = saved.texts("why");
    System.arraycopy(saved.doubles("last", 2), 0, last, 0, 2);
    rule.restore(saved.part("rule"));
    if (saved.count("begun", 1) == 1) {
      at = Place.restored(saved.part("at"), begin.length);
    }
  }
}
