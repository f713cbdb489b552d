package dev.danskin.backends.nd4j;

/**
 * The extents of one dense layer, and where it lies in θ.
 *
 * @param order for each place of x its row of W, where x is a flattened image that lies channels last; else null
 * @param biasOffset where b begins in θ, or −1
 */
record DenseShape(int in, int out, int[] order, int weightOffset, int biasOffset) {
  /** The row of W, as θ holds it, that the place k of x is multiplied by. */
  int row(int k) {
    return order == null ? k : order[k];
  }

  /** For each place of a flattened channels-last image [C, H, W], its place channels first. */
  static int[] channelsLast(int[] image) {
    int area = image[1] * image[2];
    int[] order = new int[image[0] * area];
    for (int c = 0; c < image[0]; c++) {
      for (int i = 0; i < area; i++) {
        order[i * image[0] + c] = c * area + i;
      }
    }
    return order;
  }
}
