package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * Cross-correlation of [C, H, W] with W [O, C/groups, kH, kW], plus b [O] where a second block is given: [O, H′, W′].
 *
 * @param window strides, pads and dilations; its kernel is that of W
 * @param groups ≥ 1, divides C and O: filter o reads the channels of group o / (O/groups)
 */
public record Conv(Window window, int groups) implements Operator {
  @Override
  public String type() {
    return "Conv";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    int[] w = parameters.get(0);
    if (x.length != 3 || w.length != 4 || groups < 1 || x[0] != w[1] * groups || w[0] % groups != 0) {
      throw new IllegalArgumentException("expected an input [C, H, W] and weights [O, C/" + groups + ", kH, kW], found "
          + Arrays.toString(x) + " and " + Arrays.toString(w));
    }
    if (parameters.size() > 1 && (parameters.get(1).length != 1 || parameters.get(1)[0] != w[0])) {
      throw new IllegalArgumentException("expected a bias of " + w[0] + " numbers, found shape "
          + Arrays.toString(parameters.get(1)));
    }
    return window.shape(w[0], x);
  }
}
