package dev.danskin.api.set;

import dev.danskin.api.Draws;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/**
 * The whole space, with the Euclidean norm: for problems without constraints. It has neither extreme points nor samples;
 * asking for them is an {@link IllegalArgumentException}.
 */
public record Everywhere() implements FeasibleSet {
  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public Tensor project(Tensor z, Tensor out) {
    return z == out ? out : z.into(out);
  }

  @Override
  public Tensor extreme(Tensor a, Tensor out) {
    throw new IllegalArgumentException("expected a bounded set, found the whole space; give the problem a feasible set");
  }

  @Override
  public Tensor steepest(Tensor g, Tensor out) {
    return Directions.normalised(g, out);
  }

  @Override
  public Tensor sample(Draws draws, long[] ids, long draw, Tensor out) {
    throw new IllegalArgumentException("expected a bounded set, found the whole space; give the problem a feasible set");
  }

  @Override
  public FeasibleSet rows(int[] index) {
    return this;
  }

  @Override
  public boolean[] contains(Tensor z, double tolerance) {
    boolean[] all = new boolean[z.rows()];
    Arrays.fill(all, true);
    return all;
  }
}
