package dev.danskin.solvers;

import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;

/** The state of a transform that remembers tensors of z's shape, zero at first. */
abstract class Moments implements Transform.State {
  private final String[] names;
  private final Tensor[] moments;

  Moments(Tensor z, String... names) {
    this.names = names;
    moments = new Tensor[names.length];
    for (int i = 0; i < names.length; i++) {
      moments[i] = z.memory().retain(z.type(), z.shape()).fill(0);
    }
  }

  final Tensor moment(int i) {
    return moments[i];
  }

  @Override
  public final void rows(int[] open) {
    for (int i = 0; i < moments.length; i++) {
      moments[i] = moments[i].retainedRows(open);
    }
  }

  @Override
  public final Snapshot save() {
    Snapshot saved = Snapshot.EMPTY;
    for (int i = 0; i < moments.length; i++) {
      saved = saved.with(names[i], moments[i]);
    }
    return saved;
  }

  @Override
  public final void restore(Snapshot saved) {
    for (int i = 0; i < moments.length; i++) {
      saved.tensor(names[i], moments[i]);
    }
  }
}
