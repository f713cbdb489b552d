package dev.danskin.solvers;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;

/** Windows that move to a vertex of a box: one random sign for each channel, at the start for each channel and column. */
final class VertexWindows implements Windows {
  private final Image image;
  private double[] low;
  private double[] high;

  VertexWindows(Image image) {
    this.image = image;
  }

  @Override
  public void sets(FeasibleSet sets, int instances) {
    Tensor a = Tensor.zeros(DType.FLOAT32, instances, image.size());
    high = sets.extreme(a.fill(1), a).toDoubles();
    low = sets.extreme(a.fill(-1), a).toDoubles();
  }

  @Override
  public int startNumbers() {
    return image.channels() * image.columns();
  }

  @Override
  public void start(int instance, double[] u, double[] delta) {
    int from = instance * image.size();
    for (int c = 0; c < image.channels(); c++) {
      for (int k = 0; k < image.columns(); k++) {
        double[] vertex = u[c * image.columns() + k] < 0.5 ? low : high;
        for (int r = 0; r < image.rows(); r++) {
          int i = image.index(c, r, k);
          delta[i] = vertex[from + i];
        }
      }
    }
  }

  @Override
  public int numbers() {
    return 2 + image.channels();
  }

  @Override
  public void propose(int instance, double share, double[] u, double[] delta) {
    int from = instance * image.size();
    double side = Math.sqrt(share * image.rows() * image.columns());
    int height = (int) Math.max(1, Math.min(Math.round(side), image.rows()));
    int width = side <= image.rows() ? (int) Math.max(1, Math.min(Math.round(side), image.columns()))
        : (int) Math.max(1, Math.round(share * image.columns()));
    int top = (int) (u[0] * (image.rows() - height + 1));
    int left = (int) (u[1] * (image.columns() - width + 1));
    for (int c = 0; c < image.channels(); c++) {
      double[] vertex = u[2 + c] < 0.5 ? low : high;
      for (int r = top; r < top + height; r++) {
        for (int i = image.index(c, r, left), end = i + width; i < end; i++) {
          delta[i] = vertex[from + i];
        }
      }
    }
  }
}
