package dev.danskin.solvers.smooth;

import dev.danskin.api.SearchSpace;
import dev.danskin.api.Snapshot;
import java.util.List;

/** The run of {@link TrustNewton} on one instance. */
final class TrustWalk implements Walk {
  private static final double TAKEN = 0.15;
  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;

  private final TrustNewton solver;
  private final Stop stop;
  private final CountedFunction f;
  private final Bounds bounds;
  private final double[] begin;
  private Place at;
  private double radius;
  private int steps;
  private List<String> why = List.of();

  TrustWalk(TrustNewton solver, CountedFunction f, SearchSpace space) {
    this.solver = solver;
    this.f = f;
    stop = new Stop(solver.steps(), solver.gtol(), solver.tolfun());
    bounds = Bounds.of(space);
    begin = space.start();
    radius = solver.radius();
  }

  @Override
  public boolean step() {
    if (!why.isEmpty()) {
      return false;
    }
    if (at == null) {
      at = Place.of(f, begin);
      why = stop.at(at, bounds);
    } else {
      move();
    }
    return true;
  }

  private void move() {
    steps++;
    SteihaugStep whole = whole();
    double share = Math.min(1, bounds.reach(at.x(), whole.d()));
    SteihaugStep taken = whole.cut(share);
    double[] x = at.x().clone();
    Vectors.add(1, taken.d(), x);
    Place to = Place.of(f, bounds.snapped(x, taken.d()));
    double ratio = taken.change() < 0 && Double.isFinite(to.value()) ? (to.value() - at.value()) / taken.change() : -1;
    if (!(ratio >= POOR)) {
      radius = Math.min(radius, Vectors.norm(taken.d())) / 4;
    } else if (ratio > GOOD && taken.onSphere()) {
      radius = Math.min(2 * radius, solver.largest());
    }
    if (ratio > TAKEN) {
      why = stop.after(steps, at, to, bounds, share < 1);
      at = to;
    } else if (steps >= solver.steps()) {
      why = List.of("steps: " + solver.steps());
    } else if (radius <= Math.ulp(1 + Vectors.norm(at.x()))) {
      why = List.of("the trust region is too small: " + radius);
    }
  }

  /** The step among variables that no bound stops at once; if these are not found soon, along −g, which none does. */
  private SteihaugStep whole() {
    int[] free = bounds.free(at.x(), at.gradient());
    for (int k = 1; k < TrustNewton.FEWER; k++) {
      SteihaugStep step = SteihaugStep.of(at, free, new Curvature(f, at, bounds), radius, solver.inner());
      int[] moving = bounds.moving(at.x(), step.d(), free);
      if (moving.length == free.length) {
        return step;
      }
      free = moving;
    }
    return SteihaugStep.of(at, bounds.free(at.x(), at.gradient()), new Curvature(f, at, bounds), radius, 1);
  }

  @Override
  public List<String> why() {
    return why;
  }

  @Override
  public Snapshot save() {
    Snapshot all = Snapshot.EMPTY.with("steps", steps).with("why", why)
        .with("radius", new double[] {radius}).with("begun", at == null ? 0 : 1);
    return at == null ? all : all.with("at", at.save());
  }

  @Override
  public void restore(Snapshot saved) {
    steps = saved.count("steps", stop.steps());
    why = saved.texts("why");
    radius = saved.doubles("radius", 1)[0];
    if (saved.count("begun", 1) == 1) {
      at = Place.restored(saved.part("at"), begin.length);
    }
  }
}
