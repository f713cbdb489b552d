package dev.danskin.defenses;

import dev.danskin.api.Parameters;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import java.util.List;

/**
 * r ← (1 − m)·r + m·s with m = 0.1: the running mean and variance of batch normalization, from the statistics s of each
 * gradient's batch. They lie in the untrained blocks of θ, where solvers have nothing to say: whatever decay or averaging
 * does to those elements is overwritten.
 */
final class RunningStatistics implements Training.State {
  private static final double MOMENTUM = 0.1;

  private final List<Parameters.Block> blocks;
  private final Tensor running;

  /** Begins with those of θ. */
  RunningStatistics(Parameters parameters) {
    blocks = parameters.blocks().stream().filter(b -> !b.trained()).toList();
    running = Memory.heap().copy(parameters.theta());
  }

  /** θ [m, p] with the running statistics in their places; θ itself if there are none. */
  Tensor over(Tensor theta) {
    if (blocks.isEmpty()) {
      return theta;
    }
    double[] r = running.toDoubles();
    return theta.mapRows((j, row) -> blocks.forEach(b -> System.arraycopy(r, b.offset(), row, b.offset(), b.size())), theta.like());
  }

  /** Moves towards what a batch had, [1, p]; stays if that is null. */
  void follow(Tensor statistics) {
    if (blocks.isEmpty() || statistics == null) {
      return;
    }
    double[] s = statistics.toDoubles();
    running.mapRows((j, r) -> {
      for (Parameters.Block b : blocks) {
        for (int i = b.offset(); i < b.offset() + b.size(); i++) {
          r[i] = (1 - MOMENTUM) * r[i] + MOMENTUM * s[i];
        }
      }
    }, running);
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
