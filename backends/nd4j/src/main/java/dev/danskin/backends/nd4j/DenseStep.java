package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * y = x W + b. Where x is a flattened image that lies channels last, the rows of W are exchanged instead of the elements
 * of x. The weights are held transposed as well: a product with a matrix that is transposed on the way takes up to three
 * times as long.
 */
final class DenseStep implements Step {
  private final int in;
  private final int out;
  private final int rows;
  private final int tile;
  private final DenseShape shape;
  private final Slot y;
  private final Accumulator x;
  private final INDArray weights;
  private final INDArray transposed;
  private final float[] bias;
  private final float[] row;
  private final Product product;
  private final Product pullback;

  DenseStep(Accumulator x, Slot y, int tile, DenseShape shape) {
    this.x = x;
    this.y = y;
    this.tile = tile;
    this.shape = shape;
    in = shape.in();
    out = shape.out();
    rows = tile * y.size() / out;
    weights = Nd4j.create(DataType.FLOAT, in, out);
    transposed = Nd4j.create(DataType.FLOAT, out, in);
    bias = shape.biasOffset() < 0 ? null : new float[out];
    row = new float[out];
    product = new Product(x.slot().value().reshape(rows, in), weights, transposed, y.value().reshape(rows, out));
    pullback = new Product(y.cotangent().reshape(rows, out), transposed, weights, x.target().reshape(rows, in));
  }

  @Override
  public void parameters(float[] theta) {
    FloatBuffer w = Slot.buffer(weights);
    for (int k = 0; k < in; k++) {
      w.put(k * out, theta, shape.weightOffset() + shape.row(k) * out, out);
    }
    transpose(w);
    if (bias != null) {
      System.arraycopy(theta, shape.biasOffset(), bias, 0, out);
    }
  }

  /** Sixteen rows at a time, so that what is read and what is written stay in the cache. */
  private void transpose(FloatBuffer w) {
    FloatBuffer t = Slot.buffer(transposed);
    int block = 16;
    float[] band = new float[block * out];
    float[] piece = new float[block];
    for (int k = 0; k < in; k += block) {
      int m = Math.min(block, in - k);
      w.get(k * out, band, 0, m * out);
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < m; i++) {
          piece[i] = band[i * out + o];
        }
        t.put(o * in + k, piece, 0, m);
      }
    }
  }

  @Override
  public void forward() {
    product.run();
    if (bias != null) {
      Staged.bias(y.values(), bias, row, rows);
    }
  }

  @Override
  public void backward() {
    pullback.run();
    x.done();
  }

  @Override
  public ParameterGradient parameterGradient() {
    return new DenseGradient(x.slot(), y, tile, shape);
  }

  @Override
  public long bytes() {
    return 8L * in * out + product.bytes() + pullback.bytes();
  }

  @Override
  public void close() {
    weights.close();
    transposed.close();
    product.close();
    pullback.close();
  }
}
