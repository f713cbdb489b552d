package dev.danskin.solvers.smooth;

import java.util.ArrayList;
import java.util.List;

/** The stopping rules that descents share. */
record Stop(int steps, double gtol, double tolfun) {
  static void check(int steps, double gtol, double tolfun) {
    if (steps < 1) {
      throw new IllegalArgumentException("expected at least 1 step, found " + steps);
    }
    if (!(gtol >= 0 && tolfun >= 0)) {
      throw new IllegalArgumentException("expected tolerances of at least 0, found gtol " + gtol + ", tolfun " + tolfun);
    }
  }

  /** The rules that hold at a place where a walk begins. */
  List<String> at(Place place, Bounds bounds) {
    if (!Double.isFinite(place.value())) {
      return List.of("the objective is undefined at the start");
    }
    List<String> why = new ArrayList<>();
    if (bounds.stationarity(place.x(), place.gradient()) <= gtol) {
      why.add("gtol: " + gtol);
    }
    return why;
  }

  /**
   * The rules that hold after step {@code step} from a place to another.
   *
   * @param cut whether the step ended at a bound: how little it lowered f tells nothing then
   */
  List<String> after(int step, Place from, Place to, Bounds bounds, boolean cut) {
    List<String> why = at(to, bounds);
    double size = Math.max(1, Math.max(Math.abs(from.value()), Math.abs(to.value())));
    if (!cut && from.value() - to.value() <= tolfun * size) {
      why.add("tolfun: " + tolfun);
    }
    if (step >= steps) {
      why.add("steps: " + steps);
    }
    return why;
  }
}
