package dev.danskin.api.tensor;

/** The element type of a {@link Tensor}: IEEE 754 binary32 or binary64. */
public enum DType {
  /** binary32: 24 bits of precision, about 7 decimals. */
  FLOAT32(4),
  /** binary64: 53 bits of precision, about 16 decimals. */
  FLOAT64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }
}
