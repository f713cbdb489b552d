package dev.danskin.solvers;

import dev.danskin.api.tensor.Shape;

/** An instance as channels of rows and columns, C order: its last two axes are rows and columns, a single axis is one row. */
record Image(int channels, int rows, int columns) {
  static Image of(Shape shape) {
    int[] extents = shape.extents();
    int axes = extents.length - 1;
    int columns = axes == 0 ? 1 : extents[axes];
    int rows = axes < 2 ? 1 : extents[axes - 1];
    return new Image(shape.rowSize() / (rows * columns), rows, columns);
  }

  int index(int channel, int row, int column) {
    return (channel * rows + row) * columns + column;
  }

  int size() {
    return channels * rows * columns;
  }
}
