package dev.danskin.backends.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The windows of some images as a matrix (im2col); what lies under one window is in the order [kH, kW, C]. */
interface Patches {
  /** One row for each window, or one for each place of the window where it is {@link #transposed}. */
  INDArray matrix();

  boolean transposed();

  /** Takes the windows of one image [H, W, C], the j-th. */
  void take(float[] image, int j);
}
