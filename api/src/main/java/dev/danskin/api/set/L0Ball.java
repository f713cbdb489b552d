package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.Norm;
import dev.danskin.api.kernel.Logits;
import dev.danskin.api.tensor.Tensor;

/**
 * {z ∈ box : at most k coordinates are not zero}; not convex. The projection keeps the k coordinates at which zeroing
 * would cost most, y_i² − (y_i − clip y_i)², the first at ties. The own norm is ‖·‖₂ on k coordinates. Samples: a random
 * support, uniform in the box there.
 */
public final class L0Ball extends Ball {
  private final int k;

  /**
   * The k-sparse points of a box.
   *
   * @param radius k ≥ 0, the number of coordinates; its fraction is dropped
   * @param box [n, …], contains 0
   * @throws IllegalArgumentException unless the radius is finite and ≥ 0
   */
  public L0Ball(double radius, Box box) {
    super(Norm.L0, Math.floor(radius), box);
    k = (int) Math.min(Integer.MAX_VALUE, Math.floor(radius));
  }

  @Override
  public boolean convex() {
    return false;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return perRow(z, out, (v, low, high) -> {
      if (Logits.anyNaN(v)) {
        return;
      }
      double[] y = v.clone();
      clip(v, low, high);
      keep(v, Sparse.descending(v.length, i -> y[i] * y[i] - (y[i] - v[i]) * (y[i] - v[i])));
    });
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    return perRow(a, out, (v, low, high) -> {
      if (Logits.anyNaN(v)) {
        return;
      }
      double[] at = v.clone();
      for (int i = 0; i < v.length; i++) {
        v[i] = at[i] > 0 ? high[i] : at[i] < 0 ? low[i] : 0;
      }
      keep(v, Sparse.descending(v.length, i -> at[i] * v[i]));
    });
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    g.mapRows((r, v) -> {
      if (!Logits.anyNaN(v)) {
        keep(v, Sparse.descending(v.length, i -> Math.abs(v[i])));
      }
    }, out);
    return Directions.normalised(out, out);
  }

  private void keep(double[] v, int[] order) {
    for (int j = Math.min(k, v.length); j < v.length; j++) {
      v[order[j]] = 0;
    }
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    Tensor priority = draws.at("support").uniform(ids, draw, out.like());
    box.sample(draws, ids, draw, out);
    double[] p = new double[out.rowSize()];
    return out.mapRows((r, v) -> {
      priority.read(r, p);
      keep(v, Sparse.descending(v.length, i -> p[i]));
    }, out);
  }

  @Override
  public L0Ball rows(int[] index) {
    return new L0Ball(radius, box.rows(index));
  }
}
