package dev.danskin.solvers.quadratic;

import dev.danskin.api.SearchSpace;
import java.util.stream.IntStream;

/**
 * The coordinates of a search: those that can move, in units of the region's width. A set that is no box is searched by the values at
 * the projections of free points, F(u) = f(Π(u)), which keeps its geometry out of the interpolation.
 */
final class Coordinates {
  private final double[] start;
  private final int[] moving;
  private final double[] width;
  private final double[] lowest;
  private final double[] highest;
  /** Bounds in these coordinates, [n]; infinite where there are none. */
  final double[] low;
  final double[] high;

  Coordinates(SearchSpace space) {
    start = space.start();
    lowest = new double[start.length];
    highest = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      lowest[i] = space.rectangular() ? space.low()[i] : Double.NEGATIVE_INFINITY;
      highest[i] = space.rectangular() ? space.high()[i] : Double.POSITIVE_INFINITY;
    }
    moving = IntStream.range(0, start.length).filter(i -> lowest[i] < highest[i]).toArray();
    double[] widths = space.width();
    int n = moving.length;
    width = new double[n];
    low = new double[n];
    high = new double[n];
    for (int i = 0; i < n; i++) {
      width[i] = widths[moving[i]];
      low[i] = lowest[moving[i]] / width[i];
      high[i] = highest[moving[i]] / width[i];
    }
  }

  /** How many coordinates can move. */
  int n() {
    return moving.length;
  }

  /** Where the search begins, [n]. */
  double[] start() {
    double[] u = new double[moving.length];
    for (int i = 0; i < u.length; i++) {
      u[i] = Math.min(high[i], Math.max(low[i], start[moving[i]] / width[i]));
    }
    return u;
  }

  /** Whether u is where the search begins: then the start itself is meant, to the last bit. */
  private boolean isStart(int i, double u) {
    return u == start[moving[i]] / width[i];
  }

  /** The place u = origin + y in the coordinates of the space, [D]. */
  double[] place(double[] origin, double[] y) {
    double[] x = start.clone();
    for (int i = 0; i < moving.length; i++) {
      int k = moving[i];
      double u = origin[i] + y[i];
      if (!isStart(i, u)) {
        x[k] = u <= low[i] ? lowest[k] : u >= high[i] ? highest[k] : Math.min(highest[k], Math.max(lowest[k], u * width[i]));
      }
    }
    return x;
  }
}
