package dev.danskin.models.loops.float32;

import dev.danskin.models.graph.Graph;
import java.util.List;

/** The inputs one after the other along an axis. */
final class ConcatLoops implements Loops {
  private final int outer;
  private final int[] widths;
  private final int width;

  ConcatLoops(List<int[]> shapes, int axis) {
    int before = 1;
    for (int a = 0; a < axis; a++) {
      before *= shapes.get(0)[a];
    }
    outer = before;
    widths = shapes.stream().mapToInt(s -> Graph.size(s) / outer).toArray();
    width = java.util.Arrays.stream(widths).sum();
  }

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] y) {
    for (int r = 0; r < n * outer; r++) {
      for (int j = 0, to = r * width; j < widths.length; to += widths[j++]) {
        System.arraycopy(in[j], r * widths[j], y, to, widths[j]);
      }
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    for (int r = 0; r < n * outer; r++) {
      for (int j = 0, from = r * width; j < widths.length; from += widths[j++]) {
        for (int i = 0; i < widths[j] && to[j] != null; i++) {
          to[j][r * widths[j] + i] += cotangent[from + i];
        }
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    // It has none.
  }
}
