package dev.danskin.bench.kernels;

/**
 * The extents of a convolution.
 *
 * @param n images
 * @param input [C, H, W]
 * @param kernel rows and columns of the window
 * @param pad on all sides
 */
public record Convolution(int n, int[] input, int kernel, int filters, int pad) {
  /** "64x1x28x28 5x5x32 p2". */
  public static Convolution of(String shape) {
    String[] parts = shape.split(" ");
    int[] x = Operands.extents(parts[0]);
    int[] w = Operands.extents(parts[1]);
    return new Convolution(x[0], new int[] {x[1], x[2], x[3]}, w[0], w[2], Integer.parseInt(parts[2].substring(1)));
  }
}
