package dev.danskin.backends.nd4j;

import dev.danskin.models.ops.Window;

/**
 * The extents of one convolution.
 *
 * @param in [C, H, W]
 * @param out [O, H', W']
 */
record ConvShape(Window window, int[] in, int[] out) {
  private static final int FEW_CHANNELS = 4;

  int channels() {
    return in[0];
  }

  /** Whether the channels of a pixel are too few for loops along them. */
  boolean fewChannels() {
    return channels() <= FEW_CHANNELS;
  }

  int kernelArea() {
    return window.kernelH() * window.kernelW();
  }

  /** Numbers under one window. */
  int depth() {
    return in[0] * kernelArea();
  }

  /** Places of the output. */
  int pixels() {
    return out[1] * out[2];
  }

  int inputSize() {
    return in[0] * in[1] * in[2];
  }

  /** Whether the transposed convolution gives back exactly the input's extents. */
  boolean exact() {
    return extent(out[1], window.strideH(), window.dilationH(), window.kernelH()) - 2 * window.padTop() == in[1]
        && extent(out[2], window.strideW(), window.dilationW(), window.kernelW()) - 2 * window.padLeft() == in[2];
  }

  private static int extent(int n, int stride, int dilation, int kernel) {
    return (n - 1) * stride + dilation * (kernel - 1) + 1;
  }
}
