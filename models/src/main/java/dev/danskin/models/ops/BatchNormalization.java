package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.Arrays;
import java.util.List;

/**
 * scale·(x − mean)/√(variance + ε) + bias per channel, the first axis; parameters scale, bias, mean, variance [C]. An
 * affine map: its statistics are constants, except in {@link #training()} (Ioffe, Szegedy 2015).
 *
 * @param epsilon ε ≥ 0, keeps the root away from 0
 */
public record BatchNormalization(double epsilon) implements Operator {
  @Override
  public String type() {
    return "BatchNormalization";
  }

  @Override
  public List<Integer> untrained() {
    return List.of(2, 3);
  }

  @Override
  public Operator training() {
    return new TrainingBatchNormalization(epsilon);
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    int[] x = inputs.get(0);
    for (int[] p : parameters) {
      if (x.length < 1 || p.length != 1 || p[0] != x[0]) {
        throw new IllegalArgumentException("expected statistics of " + (x.length < 1 ? 0 : x[0]) + " channels, found shape "
            + Arrays.toString(p));
      }
    }
    return x;
  }
}
