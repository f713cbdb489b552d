package dev.danskin.backends.nd4j;

/** A copy in the other order of channels. */
record ConvertStep(Accumulator x, Slot y, int tile, float[] heap) implements Step {
  @Override
  public void forward() {
    x.slot().unload(x.slot().values(), heap, 0, tile);
    y.load(y.values(), heap, 0, tile);
  }

  @Override
  public void backward() {
    y.unload(y.cotangents(), heap, 0, tile);
    x.slot().load(x.buffer(), heap, 0, tile);
    x.done();
  }
}
