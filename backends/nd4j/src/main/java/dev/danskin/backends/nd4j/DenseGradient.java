package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * W̄ = xᵀ ȳ and b̄ = Σ ȳ. The product of a group is made for as many rows of W̄ at a time as stay near the processor, and
 * added from there.
 */
final class DenseGradient implements ParameterGradient {
  private static final int NEAR = 1 << 20;
  private final Slot x;
  private final Slot y;
  private final DenseShape shape;
  private final int band;
  private final INDArray product;
  private final List<List<NativeCall>> products = new ArrayList<>();
  private final ColumnSums bias;
  private final float[] piece;

  DenseGradient(Slot x, Slot y, int tile, DenseShape shape) {
    this.x = x;
    this.y = y;
    this.shape = shape;
    int in = shape.in();
    int out = shape.out();
    band = Math.min(in, Math.max(16, NEAR / out));
    product = Nd4j.create(DataType.FLOAT, band, out);
    bias = shape.biasOffset() < 0 ? null : new ColumnSums(out);
    piece = new float[out];
    int vectors = y.size() / out;
    INDArray inputs = x.value().reshape((long) tile * vectors, in);
    INDArray cotangents = y.cotangent().reshape((long) tile * vectors, out);
    for (int g = 0; g < tile; g += GROUP) {
      products.add(products(inputs, cotangents, g * vectors, (g + GROUP) * vectors));
    }
  }

  private List<NativeCall> products(INDArray inputs, INDArray cotangents, int from, int to) {
    INDArray group = cotangents.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    List<NativeCall> calls = new ArrayList<>();
    for (int k = 0; k < shape.in(); k += band) {
      int m = Math.min(band, shape.in() - k);
      INDArray some = inputs.get(NDArrayIndex.interval(from, to), NDArrayIndex.interval(k, k + m));
      INDArray rows = m == band ? product : product.get(NDArrayIndex.interval(0, m), NDArrayIndex.all());
      calls.add(NativeCall.product(some, true, group, false, rows));
    }
    return calls;
  }

  @Override
  public void add(int first, int rows, float[] sum) {
    x.clear(x.values(), first + rows, GROUP - rows);
    y.clear(y.cotangents(), first + rows, GROUP - rows);
    FloatBuffer made = Slot.buffer(product);
    List<NativeCall> calls = products.get(first / GROUP);
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).run();
      add(made, i * band, Math.min(band, shape.in() - i * band), sum);
    }
    if (bias != null) {
      bias.add(y.cotangents(), first * y.size(), rows * y.size() / shape.out(), sum, shape.biasOffset());
    }
  }

  /** Adds {@code n} rows of W̄ from row {@code k}. */
  private void add(FloatBuffer made, int k, int n, float[] sum) {
    int out = shape.out();
    for (int i = 0; i < n; i++) {
      made.get(i * out, piece, 0, out);
      int to = shape.weightOffset() + shape.row(k + i) * out;
      for (int j = 0; j < out; j++) {
        sum[to + j] += piece[j];
      }
    }
  }

  @Override
  public long bytes() {
    return 4 * product.length();
  }

  @Override
  public void close() {
    product.close();
  }
}
