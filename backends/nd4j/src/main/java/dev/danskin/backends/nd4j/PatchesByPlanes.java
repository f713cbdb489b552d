package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * For few channels, where the runs under a window are short: a row for each place (a, b, c) of the kernel, which holds what
 * every window sees there.
 */
final class PatchesByPlanes implements Patches {
  private final ConvShape shape;
  private final int images;
  private final INDArray matrix;
  private final FloatBuffer buffer;
  private final float[] plane;

  PatchesByPlanes(ConvShape shape, int images) {
    this.shape = shape;
    this.images = images;
    matrix = Nd4j.create(DataType.FLOAT, shape.depth(), (long) images * shape.pixels());
    buffer = Slot.buffer(matrix);
    plane = new float[shape.pixels()];
  }

  @Override
  public INDArray matrix() {
    return matrix;
  }

  @Override
  public boolean transposed() {
    return true;
  }

  @Override
  public void take(float[] image, int j) {
    for (int k = 0; k < shape.depth(); k++) {
      int place = k / shape.channels();
      int c = k % shape.channels();
      Arrays.fill(plane, 0);
      gather(image, place / shape.window().kernelW(), place % shape.window().kernelW(), c);
      buffer.put((k * images + j) * plane.length, plane, 0, plane.length);
    }
  }

  private void gather(float[] image, int a, int b, int c) {
    Window w = shape.window();
    int width = shape.out()[2];
    int shift = b - w.padLeft();
    int first = shift >= 0 ? 0 : (-shift + w.strideW() - 1) / w.strideW();
    int last = Math.min(width, Math.floorDiv(shape.in()[2] - 1 - shift, w.strideW()) + 1);
    int step = w.strideW() * shape.channels();
    for (int i = 0; i < shape.out()[1]; i++) {
      int row = i * w.strideH() + a - w.padTop();
      if (row < 0 || row >= shape.in()[1] || last <= first) {
        continue;
      }
      int from = (row * shape.in()[2] + shift + first * w.strideW()) * shape.channels() + c;
      if (step == 1) {
        System.arraycopy(image, from, plane, i * width + first, last - first);
        continue;
      }
      for (int k = first; k < last; k++, from += step) {
        plane[i * width + k] = image[from];
      }
    }
  }
}
