package dev.danskin.solvers.smooth;

import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.List;

/** The run of {@link LBfgsB} on one instance. */
final class BoxWalk implements Walk {
  private final Stop stop;
  private final MoreThuente search;
  private final CountedFunction f;
  private final Bounds bounds;
  private final double[] begin;
  private final Pairs pairs;
  private Place at;
  private int steps;
  private List<String> why = List.of();

  BoxWalk(LBfgsB solver, MoreThuente search, CountedFunction f, SearchSpace space) {
    this.search = search;
    this.f = f;
    stop = new Stop(solver.steps(), solver.gtol(), solver.tolfun());
    bounds = Bounds.of(space);
    begin = space.start();
    pairs = new Pairs(solver.memory());
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
    if (!improves(found) && !pairs.isEmpty()) {
      pairs.clear();
      found = found();
    }
    if (improves(found)) {
      accept(Place.of(found.sample()));
    } else {
      why = List.of("the line search found nothing better: " + found.failure());
    }
    return true;
  }

  private boolean improves(LineSearch.Found found) {
    return found.met() || found.sample().value() < at.value();
  }

  private void accept(Place to) {
    steps++;
    pairs.learn(at, to);
    why = stop.after(steps, at, to, bounds, false);
    at = to;
  }

  private LineSearch.Found found() {
    Line line = line();
    if (!(line.start().slope() < 0)) {
      return new LineSearch.Found(line.start(), "the direction does not descend");
    }
    double first = pairs.isEmpty() && !bounds.all() ? Math.min(1, 1 / line.length()) : 1;
    return search.search(line, Math.min(first, line.max()));
  }

  /** From where the walk is to the minimiser of the model. */
  private Line line() {
    if (!bounds.any()) {
      return new Line(f, at, Vectors.scale(-1, pairs.inverseTimes(at.gradient().clone())), bounds);
    }
    double[] end = new ModelMinimum(at, pairs, bounds).x();
    double[] d = Vectors.minus(end, at.x());
    return new Line(f, at, d, end, bounds, pairs.isEmpty() ? 1 : Math.max(1, bounds.reach(at.x(), d)));
  }

  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("steps", steps).with("why", why).with("begun", at == null ? 0 : 1);
    return at == null ? all : all.with("at", at.save()).with("pairs", pairs.save());
  }

  @Override
  public void restore(Snapshot saved) {
    steps = saved.count("steps", stop.steps());
    why = saved.texts("why");
    if (saved.count("begun", 1) == 1) {
      at = Place.restored(saved.part("at"), begin.length);
      pairs.restore(saved.part("pairs"), begin.length);
    }
  }
}
