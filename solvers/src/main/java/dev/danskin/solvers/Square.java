package dev.danskin.solvers;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.OneHotBall;
import dev.danskin.api.tensor.Shape;

/**
 * Square attack (Andriushchenko, Croce, Flammarion, Hein: Square attack, a query-efficient black-box adversarial attack via random
 * search; ECCV 2020): a square window of the perturbation is replaced by a random pattern at the border of the set, and what is no
 * worse stays. The window's share of the image falls with the queries: p, p/2, p/4, … after 10, 50, 200, 500, 1000, 2000, 4000, 6000 and 8000
 * of them.
 *
 * <p>In boxes and L∞ balls the pattern is one vertex for each channel, the start vertical stripes. In L2 balls it is two pyramids of
 * opposite signs, which take the mass of a second window. The last two axes of an instance are rows and columns, the others
 * channels; an instance of one axis is a row. Windows and signs are drawn for each instance apart, and windows reach the last row and
 * column; the reference implementation shares them in a batch and leaves the last position out.
 *
 * @param queries values per instance, ≥ 1
 * @param p share of the features in the first windows, in (0, 1]
 */
public record Square(@Default("5000") int queries, @Default("0.8") double p) implements Solver {
  private static final int[] LATER = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};

  public Square {
    if (queries < 1) {
      throw new IllegalArgumentException("expected at least 1 query, found " + queries);
    }
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("expected a share in (0, 1], found " + p);
    }
  }

  @Override
  public Order needs() {
    return Order.VALUE;
  }

  @Override
  public Counts cost() {
    return new Counts(queries, 0, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new WindowSearch(oracle, run.at("square").draws(), this, pattern(oracle.feasible(), oracle.start().shape()));
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    pattern(sets, shape);
  }

  private static Windows pattern(FeasibleSet sets, Shape shape) {
    Image image = Image.of(shape);
    if (sets instanceof L2Ball ball) {
      return new PyramidWindows(image, ball.radius());
    }
    if (sets.steepest() != Direction.SIGN) {
      throw new IllegalArgumentException("expected boxes, L∞ or L2 balls, found " + sets.getClass().getSimpleName()
          + "; use random or a gradient attack" + (sets instanceof OneHotBall ? ", such as --attack tabular" : ""));
    }
    return new VertexWindows(image);
  }

  /** The share of the features in the window of one query, the first after the start being 0. */
  double share(int query) {
    double share = p;
    for (int later : LATER) {
      share /= query > later ? 2 : 1;
    }
    return share;
  }
}
