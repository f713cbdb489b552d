package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolution, channels last. Its pullback is a transposed convolution; into few channels, where that is slow, and where
 * the strides do not divide, it is a matrix product and additions.
 */
final class ConvStep implements Step {
  private final ConvShape shape;
  private final Accumulator x;
  private final Slot y;
  private final int tile;
  private final int weightOffset;
  private final int biasOffset;
  private final INDArray weights;
  private final INDArray bias;
  private final NativeCall forward;
  private final InputGradient gradient;

  /** @param biasOffset where the bias begins in θ, or −1 */
  ConvStep(ConvShape shape, Accumulator x, Slot y, int tile, int weightOffset, int biasOffset) {
    this.shape = shape;
    this.x = x;
    this.y = y;
    this.tile = tile;
    this.weightOffset = weightOffset;
    this.biasOffset = biasOffset;
    int o = shape.out()[0];
    weights = Nd4j.create(DataType.FLOAT, o, shape.channels(), shape.window().kernelH(), shape.window().kernelW());
    bias = biasOffset < 0 ? null : Nd4j.create(DataType.FLOAT, o);
    INDArray input = x.slot().value();
    forward = bias == null ? op("conv2d", y.value(), input, weights) : op("conv2d", y.value(), input, weights, bias);
    gradient = gradient();
  }

  private InputGradient gradient() {
    if (shape.fewChannels()) {
      return new ByPlanes(shape, tile, y.cotangent(), x.buffer());
    }
    if (!shape.exact()) {
      return new ByColumns(shape, tile, y.cotangent(), x.buffer());
    }
    return op("deconv2d", x.target(), y.cotangent(), weights)::run;
  }

  private NativeCall op(String name, INDArray out, INDArray... in) {
    Window w = shape.window();
    return NativeCall.of(name, out, in, w.kernelH(), w.kernelW(), w.strideH(), w.strideW(), w.padTop(), w.padLeft(),
        w.dilationH(), w.dilationW(), 0, 1, 1);
  }

  @Override
  public void parameters(float[] theta) {
    Slot.buffer(weights).put(0, theta, weightOffset, (int) weights.length());
    if (bias != null) {
      Slot.buffer(bias).put(0, theta, biasOffset, (int) bias.length());
    }
    gradient.parameters(theta, weightOffset);
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    gradient.run();
    x.done();
  }

  @Override
  public ParameterGradient parameterGradient() {
    return new ConvGradient(shape, x.slot(), y, tile, weightOffset, biasOffset);
  }

  @Override
  public long bytes() {
    return 4 * (weights.length() + shape.out()[0]) + gradient.bytes();
  }

  @Override
  public void close() {
    weights.close();
    gradient.close();
    if (bias != null) {
      bias.close();
    }
  }
}
