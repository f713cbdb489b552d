package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Largest or mean of windows without pads, channels last. The native maximum passes over NaN, so an instance that holds
 * one comes out as NaN throughout.
 */
final class PoolStep implements Step {
  private final Window window;
  private final Accumulator x;
  private final Slot y;
  private final boolean largest;
  private final int tile;
  private final IntBuffer bits;
  private final NativeCall forward;
  private final NativeCall pullback;

  PoolStep(boolean largest, Window window, Accumulator x, Slot y, int tile) {
    this.window = window;
    this.x = x;
    this.y = y;
    this.largest = largest;
    this.tile = tile;
    bits = Slot.bits(x.slot().value());
    String name = largest ? "maxpool2d" : "avgpool2d";
    forward = op(name, y.value(), x.slot().value());
    pullback = op(name + "_bp", x.target(), x.slot().value(), y.cotangent());
  }

  private NativeCall op(String name, INDArray out, INDArray... in) {
    return NativeCall.of(name, out, in, window.kernelH(), window.kernelW(), window.strideH(), window.strideW(), 0, 0, 1, 1, 0, 0, 1);
  }

  /** Whether ND4J's form computes this window. */
  static boolean offers(Window w) {
    return w.padTop() + w.padLeft() + w.padBottom() + w.padRight() == 0
        && w.dilationH() == 1 && w.dilationW() == 1 && !w.ceil();
  }

  @Override
  public void forward() {
    forward.run();
    if (largest) {
      keepNaN();
    }
  }

  private void keepNaN() {
    for (int r = 0; r < tile; r++) {
      if (Staged.anyNaN(bits, r * x.slot().size(), x.slot().size())) {
        Staged.fill(y.values(), r * y.size(), y.size(), Float.NaN);
      }
    }
  }

  @Override
  public void backward() {
    pullback.run();
    x.done();
  }
}
