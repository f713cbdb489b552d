package dev.danskin.backends.nd4j;

import java.nio.IntBuffer;

/** Relu in place: the sign of the result tells where the cotangent passes. */
final class ReluStep implements Step {
  private final Slot slot;
  private final int n;
  private final IntBuffer value;
  private final IntBuffer cotangent;

  ReluStep(Slot slot, int tile) {
    this.slot = slot;
    n = tile * slot.size();
    value = Slot.bits(slot.value());
    cotangent = Slot.bits(slot.cotangent());
  }

  @Override
  public void forward() {
    Staged.relu(slot.values(), n);
  }

  @Override
  public void backward() {
    Staged.reluPullback(value, cotangent, n);
  }
}
