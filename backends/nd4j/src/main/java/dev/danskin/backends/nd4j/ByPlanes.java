package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * For few input channels. One product of the weights [kH·kW·C, O] and the cotangents of sixteen images gives, for each
 * place (a, b, c) of the kernel, a plane of what every output pixel sends there; the planes of one b and c are shifted by
 * rows and added, long runs that the compiler vectorises, and their sums are shifted by columns and added to the image.
 */
final class ByPlanes implements InputGradient {
  private static final int IMAGES = 16;
  private final ConvShape shape;
  private final FloatBuffer target;
  private final INDArray matrix;
  private final INDArray planes;
  private final FloatBuffer planeBuffer;
  private final NativeCall[] products;
  private final float[] plane;
  private final float[] sum;
  private final float[] image;

  /** @param cotangent of the output, [tile, H', W', O] */
  ByPlanes(ConvShape shape, int tile, INDArray cotangent, FloatBuffer target) {
    this.shape = shape;
    this.target = target;
    int o = shape.out()[0];
    long pixels = shape.pixels();
    matrix = Nd4j.create(DataType.FLOAT, shape.depth(), o);
    planes = Nd4j.create(DataType.FLOAT, shape.depth(), IMAGES * pixels);
    planeBuffer = Slot.buffer(planes);
    plane = new float[shape.pixels()];
    sum = new float[shape.in()[1] * shape.out()[2]];
    image = new float[shape.inputSize()];
    products = new NativeCall[tile / IMAGES];
    INDArray all = cotangent.reshape(tile * pixels, o);
    for (int i = 0; i < products.length; i++) {
      INDArray rows = all.get(NDArrayIndex.interval(i * IMAGES * pixels, (i + 1) * IMAGES * pixels), NDArrayIndex.all());
      products[i] = NativeCall.product(matrix, rows, true, planes);
    }
  }

  @Override
  public void parameters(float[] theta, int offset) {
    FloatBuffer m = Slot.buffer(matrix);
    int o = shape.out()[0];
    int area = shape.kernelArea();
    for (int k = 0; k < o; k++) {
      for (int c = 0; c < shape.channels(); c++) {
        for (int i = 0; i < area; i++) {
          m.put((i * shape.channels() + c) * o + k, theta[offset + (k * shape.channels() + c) * area + i]);
        }
      }
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < products.length; i++) {
      products[i].run();
      for (int j = 0; j < IMAGES; j++) {
        gather(j);
        target.put((i * IMAGES + j) * image.length, image, 0, image.length);
      }
    }
  }

  private void gather(int j) {
    Arrays.fill(image, 0);
    for (int b = 0; b < shape.window().kernelW(); b++) {
      for (int c = 0; c < shape.channels(); c++) {
        Arrays.fill(sum, 0);
        for (int a = 0; a < shape.window().kernelH(); a++) {
          int k = (a * shape.window().kernelW() + b) * shape.channels() + c;
          planeBuffer.get((k * IMAGES + j) * plane.length, plane, 0, plane.length);
          addRows(a);
        }
        addColumns(b, c);
      }
    }
  }

  /** Adds the plane to the rows of the sum that the kernel's row {@code a} touches. */
  private void addRows(int a) {
    Window w = shape.window();
    int width = shape.out()[2];
    int shift = a * w.dilationH() - w.padTop();
    if (w.strideH() == 1) {
      int first = Math.max(0, -shift);
      int last = Math.min(shape.out()[1], shape.in()[1] - shift);
      add(plane, first * width, sum, (first + shift) * width, Math.max(0, last - first) * width);
      return;
    }
    for (int i = 0; i < shape.out()[1]; i++) {
      int row = i * w.strideH() + shift;
      if (row >= 0 && row < shape.in()[1]) {
        add(plane, i * width, sum, row * width, width);
      }
    }
  }

  private static void add(float[] from, int first, float[] to, int place, int n) {
    for (int i = 0; i < n; i++) {
      to[place + i] += from[first + i];
    }
  }

  /** Adds the sum to the columns of the image that the kernel's column {@code b} touches. */
  private void addColumns(int b, int c) {
    Window w = shape.window();
    int width = shape.out()[2];
    int shift = b * w.dilationW() - w.padLeft();
    int first = shift >= 0 ? 0 : (-shift + w.strideW() - 1) / w.strideW();
    int last = Math.min(width, Math.floorDiv(shape.in()[2] - 1 - shift, w.strideW()) + 1);
    for (int row = 0; row < shape.in()[1]; row++) {
      int to = row * shape.in()[2] + shift;
      if (shape.channels() == 1 && w.strideW() == 1) {
        add(sum, row * width + first, image, to + first, last - first);
        continue;
      }
      for (int j = first; j < last; j++) {
        image[(to + j * w.strideW()) * shape.channels() + c] += sum[row * width + j];
      }
    }
  }

  @Override
  public long bytes() {
    return 4 * (matrix.length() + planes.length());
  }

  @Override
  public void close() {
    matrix.close();
    planes.close();
  }
}
