package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Convolution, channels last. Its pullback is a transposed convolution; into few channels, or where the strides do not
 * divide, it is the product of cotangents and weights, added back to the places the windows were taken from (col2im),
 * sixteen images at a time.
 */
final class ConvStep implements Step {
  private static final int FEW_CHANNELS = 4;
  private static final int IMAGES = 16;
  private final Window window;
  private final Accumulator x;
  private final Slot y;
  private final int tile;
  private final int[] weightShape;
  private final int weightOffset;
  private final int biasOffset;
  private final INDArray weights;
  private final INDArray bias;
  private final DynamicCustomOp forward;
  private final DynamicCustomOp transposed;
  private final INDArray matrix;
  private final INDArray columns;
  private final FloatBuffer columnBuffer;
  private final DynamicCustomOp[] products;
  private final float[] column;
  private final float[] image;

  ConvStep(Window window, Accumulator x, Slot y, int tile, int[] weightShape, int weightOffset, int biasOffset) {
    this.window = window;
    this.x = x;
    this.y = y;
    this.tile = tile;
    this.weightShape = weightShape;
    this.weightOffset = weightOffset;
    this.biasOffset = biasOffset;
    weights = Nd4j.create(DataType.FLOAT, weightShape[0], weightShape[1], weightShape[2], weightShape[3]);
    bias = biasOffset < 0 ? null : Nd4j.create(DataType.FLOAT, weightShape[0]);
    forward = bias == null ? op("conv2d", y.value(), x.slot().value(), weights) : op("conv2d", y.value(), x.slot().value(), weights, bias);
    boolean direct = exact() && weightShape[1] > FEW_CHANNELS;
    transposed = direct ? op("deconv2d", x.target(), y.cotangent(), weights) : null;
    int depth = weightShape[1] * weightShape[2] * weightShape[3];
    int pixels = y.shape()[1] * y.shape()[2];
    matrix = direct ? null : Nd4j.create(DataType.FLOAT, weightShape[0], depth);
    columns = direct ? null : Nd4j.create(DataType.FLOAT, (long) IMAGES * pixels, depth);
    columnBuffer = direct ? null : Slot.buffer(columns);
    products = direct ? null : new DynamicCustomOp[tile / IMAGES];
    column = direct ? null : new float[pixels * depth];
    image = direct ? null : new float[x.slot().size()];
    for (int i = 0; !direct && i < products.length; i++) {
      INDArray rows = y.cotangent().reshape((long) tile * pixels, weightShape[0])
          .get(NDArrayIndex.interval((long) i * IMAGES * pixels, (long) (i + 1) * IMAGES * pixels), NDArrayIndex.all());
      products[i] = DynamicCustomOp.builder("matmul").addInputs(rows, matrix).addOutputs(columns).build();
      products[i].addIArgument(0, 0, 0);
    }
  }

  private DynamicCustomOp op(String name, INDArray out, INDArray... in) {
    DynamicCustomOp op = DynamicCustomOp.builder(name).addInputs(in).addOutputs(out).build();
    op.addIArgument(window.kernelH(), window.kernelW(), window.strideH(), window.strideW(), window.padTop(), window.padLeft(),
        window.dilationH(), window.dilationW(), 0, 1, 1);
    return op;
  }

  /** Whether the transposed convolution gives back exactly the input's extent. */
  private boolean exact() {
    int[] in = x.slot().shape();
    int[] out = y.shape();
    return (out[1] - 1) * window.strideH() + window.dilationH() * (window.kernelH() - 1) + 1 - 2 * window.padTop() == in[1]
        && (out[2] - 1) * window.strideW() + window.dilationW() * (window.kernelW() - 1) + 1 - 2 * window.padLeft() == in[2];
  }

  @Override
  public void parameters(float[] theta) {
    int n = (int) weights.length();
    Slot.buffer(weights).put(0, theta, weightOffset, n);
    if (bias != null) {
      Slot.buffer(bias).put(0, theta, biasOffset, weightShape[0]);
    }
    if (matrix != null) {
      FloatBuffer m = Slot.buffer(matrix);
      int channels = weightShape[1];
      int area = weightShape[2] * weightShape[3];
      for (int o = 0; o < weightShape[0]; o++) {
        for (int c = 0; c < channels; c++) {
          for (int k = 0; k < area; k++) {
            m.put((o * area + k) * channels + c, theta[weightOffset + (o * channels + c) * area + k]);
          }
        }
      }
    }
  }

  @Override
  public void forward() {
    Nd4j.exec(forward);
  }

  @Override
  public void backward() {
    if (transposed != null) {
      Nd4j.exec(transposed);
    } else {
      for (int i = 0; i < products.length; i++) {
        Nd4j.exec(products[i]);
        for (int j = 0; j < IMAGES; j++) {
          columnBuffer.get(j * column.length, column, 0, column.length);
          scatter();
          x.buffer().put((i * IMAGES + j) * image.length, image, 0, image.length);
        }
      }
    }
    x.done();
  }

  /** image ← Σ columns at the places of their windows. */
  private void scatter() {
    java.util.Arrays.fill(image, 0);
    int channels = weightShape[1];
    int[] in = x.slot().shape();
    for (int i = 0, from = 0; i < y.shape()[1]; i++) {
      for (int j = 0; j < y.shape()[2]; j++) {
        for (int a = 0; a < window.kernelH(); a++) {
          int row = i * window.strideH() + a * window.dilationH() - window.padTop();
          int start = j * window.strideW() - window.padLeft();
          if (row < 0 || row >= in[1]) {
            from += window.kernelW() * channels;
          } else if (window.dilationW() == 1 && start >= 0 && start + window.kernelW() <= in[2]) {
            int to = (row * in[2] + start) * channels;
            for (int k = 0; k < window.kernelW() * channels; k++) {
              image[to + k] += column[from++];
            }
          } else {
            from = edge(row, start, from);
          }
        }
      }
    }
  }

  private int edge(int row, int start, int from) {
    int channels = weightShape[1];
    int width = x.slot().shape()[2];
    int at = from;
    for (int b = 0; b < window.kernelW(); b++) {
      int place = start + b * window.dilationW();
      for (int c = 0; c < channels; c++, at++) {
        if (place >= 0 && place < width) {
          image[(row * width + place) * channels + c] += column[at];
        }
      }
    }
    return at;
  }

  @Override
  public long bytes() {
    return 4 * (2 * weights.length() + (columns == null ? 0 : columns.length()));
  }

  @Override
  public void close() {
    weights.close();
    x.close();
    if (bias != null) {
      bias.close();
    }
    if (matrix != null) {
      matrix.close();
      columns.close();
    }
  }
}
