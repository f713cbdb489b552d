package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * For strides that do not divide. The product of the cotangents of sixteen images and the weights [O, kH·kW·C] gives what
 * each output pixel sends to its window, added back to the places the windows were taken from (col2im).
 */
final class ByColumns implements InputGradient {
  private static final int IMAGES = 16;
  private final ConvShape shape;
  private final FloatBuffer target;
  private final INDArray matrix;
  private final INDArray columns;
  private final FloatBuffer columnBuffer;
  private final NativeCall[] products;
  private final float[] column;
  private final float[] image;

  /** @param cotangent of the output, [tile, H', W', O] */
  ByColumns(ConvShape shape, int tile, INDArray cotangent, FloatBuffer target) {
    this.shape = shape;
    this.target = target;
    int o = shape.out()[0];
    long pixels = shape.pixels();
    matrix = Nd4j.create(DataType.FLOAT, o, shape.depth());
    columns = Nd4j.create(DataType.FLOAT, IMAGES * pixels, shape.depth());
    columnBuffer = Slot.buffer(columns);
    column = new float[shape.depth() * shape.pixels()];
    image = new float[shape.inputSize()];
    products = new NativeCall[tile / IMAGES];
    INDArray all = cotangent.reshape(tile * pixels, o);
    for (int i = 0; i < products.length; i++) {
      INDArray rows = all.get(NDArrayIndex.interval(i * IMAGES * pixels, (i + 1) * IMAGES * pixels), NDArrayIndex.all());
      products[i] = NativeCall.product(rows, matrix, false, columns);
    }
  }

  @Override
  public void parameters(float[] theta, int offset) {
    FloatBuffer m = Slot.buffer(matrix);
    int channels = shape.channels();
    int area = shape.kernelArea();
    for (int o = 0; o < shape.out()[0]; o++) {
      for (int c = 0; c < channels; c++) {
        for (int k = 0; k < area; k++) {
          m.put((o * area + k) * channels + c, theta[offset + (o * channels + c) * area + k]);
        }
      }
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < products.length; i++) {
      products[i].run();
      for (int j = 0; j < IMAGES; j++) {
        columnBuffer.get(j * column.length, column, 0, column.length);
        scatter();
        target.put((i * IMAGES + j) * image.length, image, 0, image.length);
      }
    }
  }

  /** image ← Σ columns at the places of their windows. */
  private void scatter() {
    Arrays.fill(image, 0);
    Window w = shape.window();
    int run = w.kernelW() * shape.channels();
    for (int i = 0, from = 0; i < shape.out()[1]; i++) {
      for (int j = 0; j < shape.out()[2]; j++) {
        int start = j * w.strideW() - w.padLeft();
        for (int a = 0; a < w.kernelH(); a++, from += run) {
          int row = i * w.strideH() + a * w.dilationH() - w.padTop();
          if (row >= 0 && row < shape.in()[1]) {
            line(row, start, from);
          }
        }
      }
    }
  }

  /** One row of one window, whose first column of the image is {@code start}. */
  private void line(int row, int start, int from) {
    Window w = shape.window();
    int channels = shape.channels();
    int width = shape.in()[2];
    if (w.dilationW() == 1 && start >= 0 && start + w.kernelW() <= width) {
      add(from, (row * width + start) * channels, w.kernelW() * channels);
      return;
    }
    for (int b = 0; b < w.kernelW(); b++) {
      int place = start + b * w.dilationW();
      if (place >= 0 && place < width) {
        add(from + b * channels, (row * width + place) * channels, channels);
      }
    }
  }

  private void add(int from, int to, int n) {
    for (int k = 0; k < n; k++) {
      image[to + k] += column[from + k];
    }
  }

  @Override
  public long bytes() {
    return 4 * (matrix.length() + columns.length());
  }

  @Override
  public void close() {
    matrix.close();
    columns.close();
  }
}
