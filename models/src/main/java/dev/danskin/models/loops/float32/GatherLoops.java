package dev.danskin.models.loops.float32;

import dev.danskin.models.graph.Graph;
import java.util.List;

/** y_i = x at a fixed place, or a constant where there is none: transposition and padding. */
final class GatherLoops implements Loops {
  private final int size;
  private final int[] from;
  private final float value;

  private GatherLoops(int size, int[] from, float value) {
    this.size = size;
    this.from = from;
    this.value = value;
  }

  static GatherLoops transpose(int[] x, int[] y, List<Integer> axes) {
    return new GatherLoops(Graph.size(x), places(y, at -> {
      int[] source = new int[x.length];
      for (int a = 0; a < at.length; a++) {
        source[axes.get(a)] = at[a];
      }
      return place(x, source);
    }), 0);
  }

  static GatherLoops pad(int[] x, int[] y, List<Integer> before, float value) {
    return new GatherLoops(Graph.size(x), places(y, at -> {
      int[] source = at.clone();
      for (int a = 0; a < at.length; a++) {
        source[a] -= before.get(a);
      }
      return place(x, source);
    }), value);
  }

  private interface Source {
    int of(int[] at);
  }

  private static int[] places(int[] shape, Source source) {
    int[] places = new int[Graph.size(shape)];
    int[] at = new int[shape.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = source.of(at);
      for (int a = shape.length - 1; a >= 0 && ++at[a] == shape[a]; a--) {
        at[a] = 0;
      }
    }
    return places;
  }

  private static int place(int[] shape, int[] at) {
    int place = 0;
    for (int a = 0; a < shape.length; a++) {
      if (at[a] < 0 || at[a] >= shape[a]) {
        return -1;
      }
      place = place * shape[a] + at[a];
    }
    return place;
  }

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] y) {
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < from.length; i++) {
        y[r * from.length + i] = from[i] < 0 ? value : in[0][r * size + from[i]];
      }
    }
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    for (int r = 0; r < n && to[0] != null; r++) {
      for (int i = 0; i < from.length; i++) {
        if (from[i] >= 0) {
          to[0][r * size + from[i]] += cotangent[r * from.length + i];
        }
      }
    }
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] y, float[] cotangent, float[][] to) {
    // It has none.
  }
}
