package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;

/** The sum of two values of one shape. */
record AddStep(Accumulator a, Accumulator b, Slot y, int tile) implements Step {
  @Override
  public void forward() {
    copy(a.slot().values(), y.values());
    Staged.add(b.slot().values(), y.values(), tile * y.size());
  }

  @Override
  public void backward() {
    copy(y.cotangents(), a.buffer());
    a.done();
    copy(y.cotangents(), b.buffer());
    b.done();
  }

  private void copy(FloatBuffer from, FloatBuffer to) {
    to.put(0, from, 0, tile * y.size());
  }
}
