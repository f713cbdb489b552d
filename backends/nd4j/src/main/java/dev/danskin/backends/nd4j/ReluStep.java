package dev.danskin.backends.nd4j;

/** Relu in place: the sign of the result tells where the cotangent passes. */
record ReluStep(Slot slot, int tile) implements Step {
  @Override
  public void forward() {
    Staged.relu(slot.values(), tile * slot.size());
  }

  @Override
  public void backward() {
    Staged.reluPullback(slot.values(), slot.cotangents(), tile * slot.size());
  }
}
