package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row for each window. Channels lie last, so each row of the kernel is one run of the image. The places outside of it
 * are the same in every image: they are never written and stay zero.
 */
final class PatchesByRows implements Patches {
  private final ConvShape shape;
  private final INDArray matrix;
  private final FloatBuffer buffer;
  private final float[] windows;

  PatchesByRows(ConvShape shape, int images) {
    this.shape = shape;
    matrix = Nd4j.create(DataType.FLOAT, (long) images * shape.pixels(), shape.depth());
    buffer = Slot.buffer(matrix);
    windows = new float[shape.pixels() * shape.depth()];
  }

  @Override
  public INDArray matrix() {
    return matrix;
  }

  @Override
  public boolean transposed() {
    return false;
  }

  @Override
  public void take(float[] image, int j) {
    Window w = shape.window();
    int run = w.kernelW() * shape.channels();
    for (int i = 0, to = 0; i < shape.out()[1]; i++) {
      for (int k = 0; k < shape.out()[2]; k++) {
        for (int a = 0; a < w.kernelH(); a++, to += run) {
          int row = i * w.strideH() + a - w.padTop();
          if (row >= 0 && row < shape.in()[1]) {
            line(image, row, k * w.strideW() - w.padLeft(), to);
          }
        }
      }
    }
    buffer.put(j * windows.length, windows, 0, windows.length);
  }

  /** One row of one window, whose first column of the image is {@code start}. */
  private void line(float[] image, int row, int start, int to) {
    int channels = shape.channels();
    int width = shape.in()[2];
    int first = Math.max(0, -start);
    int last = Math.min(shape.window().kernelW(), width - start);
    if (last > first) {
      System.arraycopy(image, (row * width + start + first) * channels, windows, to + first * channels, (last - first) * channels);
    }
  }
}
