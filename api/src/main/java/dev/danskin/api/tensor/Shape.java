package dev.danskin.api.tensor;

import java.util.Arrays;

/**
 * The extents of a tensor, C order (the last axis is contiguous). The leading axis counts instances ("rows"); what
 * follows is the shape of one instance. A value: equal extents are equal shapes.
 */
public final class Shape {
  private final int[] extents;
  private final int rowSize;

  private Shape(int[] extents) {
    this.extents = extents;
    long size = 1;
    for (int i = 1; i < extents.length; i++) {
      size *= extents[i];
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("a row of shape " + Arrays.toString(extents) + " has more than 2^31-1 elements");
      }
    }
    rowSize = (int) size;
    if (extents.length > 0 && size * extents[0] > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("shape " + Arrays.toString(extents)
          + " has more than 2^31-1 elements; use a smaller batch");
    }
  }

  /**
   * @param extents one non-negative extent per axis, at least one axis
   * @throws IllegalArgumentException if an extent is negative, there is none, or the product exceeds 2^31-1
   */
  public static Shape of(int... extents) {
    if (extents.length == 0) {
      throw new IllegalArgumentException("expected at least one axis, found none");
    }
    for (int e : extents) {
      if (e < 0) {
        throw new IllegalArgumentException("expected non-negative extents, found " + Arrays.toString(extents));
      }
    }
    return new Shape(extents.clone());
  }

  /** {@code rows} instances of the shape {@code row}, which has no leading instance axis. */
  public static Shape rows(int rows, int... row) {
    int[] all = new int[row.length + 1];
    all[0] = rows;
    System.arraycopy(row, 0, all, 1, row.length);
    return of(all);
  }

  /** Number of axes. */
  public int rank() {
    return extents.length;
  }

  /** Extent of one axis, 0 ≤ axis &lt; rank. */
  public int extent(int axis) {
    return extents[axis];
  }

  /** Number of instances: the leading extent. */
  public int rows() {
    return extents[0];
  }

  /** Elements of one instance. */
  public int rowSize() {
    return rowSize;
  }

  /** Elements in all. */
  public int size() {
    return extents[0] * rowSize;
  }

  /** The shape of one instance, without the leading axis; empty for a vector of scalars. */
  public int[] row() {
    return Arrays.copyOfRange(extents, 1, extents.length);
  }

  /** The same instance shape with another number of instances. */
  public Shape withRows(int rows) {
    int[] copy = extents.clone();
    copy[0] = rows;
    return of(copy);
  }

  /** The extents, copied. */
  public int[] extents() {
    return extents.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape s && Arrays.equals(extents, s.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  @Override
  public String toString() {
    return Arrays.toString(extents);
  }
}
