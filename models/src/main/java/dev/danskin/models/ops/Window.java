package dev.danskin.models.ops;

/**
 * A sliding window over the last two axes of [C, H, W].
 *
 * @param kernelH rows of the window, ≥ 1
 * @param kernelW columns, ≥ 1
 * @param strideH rows from one window to the next, ≥ 1
 * @param strideW columns, ≥ 1
 * @param padTop rows added before the first, ≥ 0
 * @param padLeft columns added before the first, ≥ 0
 * @param padBottom rows added after the last, ≥ 0
 * @param padRight columns added after the last, ≥ 0
 * @param dilationH rows from one element of the window to the next, ≥ 1
 * @param dilationW columns, ≥ 1
 * @param ceil whether the last, incomplete window counts
 */
public record Window(int kernelH, int kernelW, int strideH, int strideW, int padTop, int padLeft, int padBottom,
    int padRight, int dilationH, int dilationW, boolean ceil) {
  public Window {
    if (kernelH < 1 || kernelW < 1 || strideH < 1 || strideW < 1 || dilationH < 1 || dilationW < 1
        || padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0) {
      throw new IllegalArgumentException("expected positive kernel, strides and dilations and non-negative pads, found kernel "
          + kernelH + "×" + kernelW + ", strides " + strideH + ", " + strideW + ", dilations " + dilationH + ", " + dilationW
          + ", pads " + padTop + ", " + padLeft + ", " + padBottom + ", " + padRight);
    }
  }

  /** A square window without dilation, with the same stride and pads on all sides. */
  public static Window of(int kernel, int stride, int pad) {
    return new Window(kernel, kernel, stride, stride, pad, pad, pad, pad, 1, 1, false);
  }

  /**
   * The output shape [channels, H′, W′] for an input [C, H, W]: H′ = ⌊(H + pads − dilation·(kernel − 1) − 1)/stride⌋ + 1,
   * rounded up with {@code ceil} unless the last window would begin in the pads after the input.
   *
   * @throws IllegalArgumentException if the window is larger than the padded input
   */
  public int[] shape(int channels, int[] x) {
    return new int[] {channels, extent(x[1], kernelH, strideH, padTop, padBottom, dilationH),
        extent(x[2], kernelW, strideW, padLeft, padRight, dilationW)};
  }

  private int extent(int size, int kernel, int stride, int before, int after, int dilation) {
    int span = dilation * (kernel - 1) + 1;
    int room = size + before + after - span;
    if (room < 0) {
      throw new IllegalArgumentException("expected an input of at least " + span + " with its pads, found " + (size + before + after));
    }
    int n = room / stride + 1;
    if (ceil && room % stride != 0 && n * stride < size + before) {
      n++;
    }
    return n;
  }
}
