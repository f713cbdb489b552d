package dev.danskin.models.ops;

import dev.danskin.models.graph.Operator;
import java.util.List;

/**
 * scale·(x − μ)/√(σ² + ε) + bias per channel, μ and σ² the mean and biased variance over the instances and pixels of the
 * batch (Ioffe, Szegedy 2015); parameters as those of {@link BatchNormalization}, of which mean and variance are not read.
 *
 * @param epsilon ε ≥ 0, keeps the root away from 0
 */
public record TrainingBatchNormalization(double epsilon) implements Operator {
  @Override
  public String type() {
    return "BatchNormalization (training)";
  }

  @Override
  public int[] shape(List<int[]> inputs, List<int[]> parameters) {
    return new BatchNormalization(epsilon).shape(inputs, parameters);
  }

  @Override
  public List<Integer> untrained() {
    return List.of(2, 3);
  }

  @Override
  public boolean mixesInstances() {
    return true;
  }
}
