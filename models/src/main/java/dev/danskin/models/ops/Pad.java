package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * A constant before and after each instance axis; negative amounts crop.
 *
 * @param before one number per instance axis
 * @param after likewise
 * @param value of the added elements
 */
public record Pad(List<Integer> before, List<Integer> after, double value) implements Operator {
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  @Override
  public String type() {
    return "Pad";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] y = inputs.get(0).clone();
    if (before.size() != y.length || after.size() != y.length) {
      throw new IllegalArgumentException("expected pads for " + y.length + " axes, found " + before + " and " + after);
    }
    for (int a = 0; a < y.length; a++) {
      y[a] += before.get(a) + after.get(a);
      if (y[a] < 1) {
        throw new IllegalArgumentException("expected pads that leave something, found " + before + " and " + after);
      }
    }
    return y;
  }
}
