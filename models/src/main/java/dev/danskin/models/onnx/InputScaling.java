package dev.danskin.models.onnx;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.ConstantArithmetic;
import java.util.Arrays;

/**
 * What a network wants of inputs that are in [0, 1], as layers of the network: ε and box stay in the units of the data.
 *
 * @param mean subtracted per channel; empty for nothing
 * @param deviation divided by per channel, &gt; 0; as many as means
 * @param factor multiplied by
 */
public record InputScaling(float[] mean, float[] deviation, float factor) {
  /**
   * Reads the text of a command line.
   *
   * @param text {@code unit}, {@code raw} (0 to 255) or {@code mean=A:B:C,std=A:B:C}, one number per channel
   * @throws IllegalArgumentException if it is none of them or a deviation is not positive
   */
  public static InputScaling parse(String text) {
    if (text.equals("unit")) {
      return new InputScaling(new float[0], new float[0], 1);
    }
    if (text.equals("raw")) {
      return new InputScaling(new float[0], new float[0], 255);
    }
    String[] parts = text.split(",");
    boolean both = parts.length == 2 && parts[0].startsWith("mean=") && parts[1].startsWith("std=");
    float[] mean = both ? numbers(parts[0].substring(5)) : null;
    float[] deviation = both ? numbers(parts[1].substring(4)) : null;
    if (mean == null || deviation == null || mean.length != deviation.length) {
      throw new IllegalArgumentException("--input: expected unit, raw or mean=A:B:C,std=A:B:C, found '" + text + "'");
    }
    for (float d : deviation) {
      if (!(d > 0)) {
        throw new IllegalArgumentException("--input: expected positive standard deviations, found " + Arrays.toString(deviation));
      }
    }
    return new InputScaling(mean, deviation, 1);
  }

  private static float[] numbers(String text) {
    String[] parts = text.split(":");
    float[] v = new float[parts.length];
    try {
      for (int i = 0; i < v.length; i++) {
        v[i] = Float.parseFloat(parts[i]);
      }
      return v;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * The network with this scaling as its first layers; the channel axis is the first, or the last if that fits.
   *
   * @throws IllegalArgumentException if there are several means and no axis of that extent
   */
  public Graph before(Graph graph) {
    if (factor == 1 && mean.length == 0) {
      return graph;
    }
    int[] shape = graph.inputShape();
    return GraphEdit.prepend(graph, shape, (b, input) -> {
      if (mean.length == 0) {
        int p = b.parameter("input.scale", new int[] {1}, new float[] {factor});
        return b.add("input.scale", new ConstantArithmetic(Arithmetic.Kind.MUL, false), input, p);
      }
      int[] channels = channels(shape);
      int centred = b.add("input.mean", new ConstantArithmetic(Arithmetic.Kind.SUB, false), input, b.parameter("input.mean", channels, mean));
      return b.add("input.std", new ConstantArithmetic(Arithmetic.Kind.DIV, false), centred, b.parameter("input.std", channels, deviation));
    });
  }

  private int[] channels(int[] shape) {
    int n = mean.length;
    int[] constant = new int[shape.length];
    Arrays.fill(constant, 1);
    if (n > 1) {
      int axis = shape[0] == n ? 0 : shape[shape.length - 1] == n ? shape.length - 1 : -1;
      if (axis < 0) {
        throw new IllegalArgumentException("--input: expected means for the channels of inputs of shape " + Arrays.toString(shape)
            + ", found " + n);
      }
      constant[axis] = n;
    }
    return constant;
  }
}
