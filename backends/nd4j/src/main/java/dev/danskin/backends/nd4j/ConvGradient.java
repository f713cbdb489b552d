package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * W̄ = Ȳᵀ col(x) for the windows of a group of images (im2col), or of a part of it where they are many, and b̄ = Σ ȳ. The
 * native operation would compute the input's cotangent again.
 */
final class ConvGradient implements ParameterGradient {
  private static final long MOST = 1 << 21;
  private final ConvShape shape;
  private final Slot x;
  private final Slot y;
  private final int weightOffset;
  private final int biasOffset;
  private final int images;
  private final Patches patches;
  private final INDArray product;
  private final FloatBuffer made;
  private final NativeCall[] products;
  private final ColumnSums bias;
  private final float[] image;
  private final float[] filter;

  /** @param biasOffset where the bias begins in θ, or −1 */
  ConvGradient(ConvShape shape, Slot x, Slot y, int tile, int weightOffset, int biasOffset) {
    this.shape = shape;
    this.x = x;
    this.y = y;
    this.weightOffset = weightOffset;
    this.biasOffset = biasOffset;
    int filters = shape.out()[0];
    images = images(shape);
    patches = shape.fewChannels() ? new PatchesByPlanes(shape, images) : new PatchesByRows(shape, images);
    product = Nd4j.create(DataType.FLOAT, filters, shape.depth());
    made = Slot.buffer(product);
    bias = biasOffset < 0 ? null : new ColumnSums(filters);
    image = new float[shape.inputSize()];
    filter = new float[shape.depth()];
    products = new NativeCall[tile / images];
    long pixels = (long) images * shape.pixels();
    INDArray all = y.cotangent().reshape(products.length * pixels, filters);
    for (int i = 0; i < products.length; i++) {
      INDArray part = all.get(NDArrayIndex.interval(i * pixels, (i + 1) * pixels), NDArrayIndex.all());
      products[i] = NativeCall.product(part, true, patches.matrix(), patches.transposed(), product);
    }
  }

  /** How many images are taken at once; depends on the shape only. */
  private static int images(ConvShape shape) {
    int n = GROUP;
    while (n > 1 && (long) n * shape.pixels() * shape.depth() > MOST) {
      n /= 2;
    }
    return n;
  }

  @Override
  public void add(int first, int rows, float[] sum) {
    x.clear(x.values(), first + rows, GROUP - rows);
    y.clear(y.cotangents(), first + rows, GROUP - rows);
    for (int r = first; r < first + rows; r += images) {
      addPart(r, sum);
    }
    if (bias != null) {
      bias.add(y.cotangents(), first * y.size(), rows * shape.pixels(), sum, biasOffset);
    }
  }

  private void addPart(int first, float[] sum) {
    for (int j = 0; j < images; j++) {
      x.values().get((first + j) * image.length, image, 0, image.length);
      patches.take(image, j);
    }
    products[first / images].run();
    for (int o = 0; o < shape.out()[0]; o++) {
      made.get(o * filter.length, filter, 0, filter.length);
      add(sum, weightOffset + o * filter.length);
    }
  }

  /** Adds one filter, [kH, kW, C], to [C, kH, kW]. */
  private void add(float[] sum, int to) {
    int channels = shape.channels();
    int area = shape.kernelArea();
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < area; k++) {
        sum[to + c * area + k] += filter[k * channels + c];
      }
    }
  }

  @Override
  public long bytes() {
    return 4 * (product.length() + patches.matrix().length());
  }

  @Override
  public void close() {
    product.close();
    patches.matrix().close();
  }
}
