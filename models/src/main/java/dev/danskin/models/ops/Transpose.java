package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * Axis i of the output is axis {@code axes[i]} of the input; instance axes only.
 *
 * @param axes a permutation of 0 … rank − 1
 */
public record Transpose(List<Integer> axes) implements Operator {
  public Transpose {
    axes = List.copyOf(axes);
  }

  @Override
  public String type() {
    return "Transpose";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    int[] y = new int[x.length];
    boolean permutation = axes.size() == x.length && axes.stream().distinct().count() == x.length
        && axes.stream().allMatch(a -> a >= 0 && a < x.length);
    if (!permutation) {
      throw new IllegalArgumentException("expected a permutation of " + x.length + " axes, found " + axes);
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = x[axes.get(i)];
    }
    return y;
  }
}
