package dev.danskin.defenses;

import dev.danskin.api.Parameters;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * r ← (1 − m)·r + m·s with m = 0.1: the running mean and variance of batch normalization, from the statistics s of each
 * gradient's batch. They lie in the untrained blocks of θ, where solvers have nothing to say: whatever decay or averaging
 * does to those elements is overwritten.
 */
final class RunningStatistics implements Training.State {
  private static final double MOMENTUM = 0.1;

  private final List<Parameters.Block> blocks;
  /** Block after block, [1, k]. */
  private final Tensor running;

  /** Begins with those of θ. */
  RunningStatistics(Parameters parameters) {
    blocks = parameters.blocks().stream().filter(b -> !b.trained()).toList();
    running = Memory.heap().allocate(parameters.theta().type(), Shape.of(1, blocks.stream().mapToInt(Parameters.Block::size).sum()));
    running.write(0, compact(parameters.theta()));
  }

  /** θ [m, p] with the running statistics in their places; θ itself if there are none. */
  Tensor over(Tensor theta) {
    if (blocks.isEmpty()) {
      return theta;
    }
    double[] r = running.toDoubles();
    return theta.mapRows((j, row) -> {
      int k = 0;
      for (Parameters.Block b : blocks) {
        System.arraycopy(r, k, row, b.offset(), b.size());
        k += b.size();
      }
    }, theta.like());
  }

  /** What lies in the untrained blocks of [1, p]. */
  private double[] compact(Tensor flat) {
    double[] all = flat.toDoubles();
    return blocks.stream().flatMapToDouble(b -> Arrays.stream(all, b.offset(), b.offset() + b.size())).toArray();
  }

  /** Moves towards what a batch had, [1, p]; stays if that is null. */
  void follow(Tensor statistics) {
    if (blocks.isEmpty() || statistics == null) {
      return;
    }
    double[] s = compact(statistics);
    running.mapRows((j, r) -> Arrays.setAll(r, i -> (1 - MOMENTUM) * r[i] + MOMENTUM * s[i]), running);
  }

  @Override
  public Snapshot save() {
    return blocks.isEmpty() ? Snapshot.EMPTY : Snapshot.EMPTY.with("running", running);
  }

  @Override
  public void restore(Snapshot saved) {
    if (!blocks.isEmpty()) {
      saved.tensor("running", running);
    }
  }
}
