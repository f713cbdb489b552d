package dev.danskin.api.loss;

import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.tensor.Tensor;

/** A loss that is written for one instance in binary64; batches and label forms are handled here. */
final class RowLoss {
  /** One instance: its logits, true class, target (−1 if none) and class distribution (null if a class is given). */
  record Row(double[] z, int y, int target, double[] p) {}

  private RowLoss() {}

  /** The value of an instance; where {@code gradient} is not null, its gradient goes there. */
  @FunctionalInterface
  interface Value {
    double at(Row row, double[] gradient);
  }

  static double[] values(Tensor logits, Labels labels, Value f) {
    check(logits, labels);
    double[] values = new double[logits.rows()];
    double[] z = new double[logits.rowSize()];
    for (int i = 0; i < values.length; i++) {
      logits.read(i, z);
      values[i] = f.at(row(z, i, labels), null);
    }
    return values;
  }

  static Tensor gradient(Tensor logits, Labels labels, Value f) {
    check(logits, labels);
    return logits.mapRows((i, z) -> {
      double[] g = new double[z.length];
      f.at(row(z, i, labels), g);
      System.arraycopy(g, 0, z, 0, g.length);
    }, logits.like());
  }

  private static Row row(double[] z, int i, Labels labels) {
    if (labels instanceof Labels.Targeted t) {
      return new Row(z, t.classes()[i], t.targets()[i], null);
    }
    if (labels instanceof Labels.Distributions d) {
      double[] p = new double[z.length];
      d.probabilities().read(i, p);
      return new Row(z, argmax(p, -1), -1, p);
    }
    return new Row(z, labels.classes()[i], -1, null);
  }

  private static void check(Tensor logits, Labels labels) {
    if (labels.size() != logits.rows()) {
      throw new IllegalArgumentException("expected labels for " + logits.rows() + " instances, found " + labels.size());
    }
    int k = logits.rowSize();
    if (labels instanceof Labels.Distributions d) {
      if (d.probabilities().rowSize() != k) {
        throw new IllegalArgumentException("expected distributions over " + k + " classes, found " + d.probabilities().rowSize());
      }
      return;
    }
    within(labels.classes(), k);
    if (labels instanceof Labels.Targeted t) {
      within(t.targets(), k);
    }
  }

  private static void within(int[] classes, int k) {
    for (int c : classes) {
      if (c < 0 || c >= k) {
        throw new IllegalArgumentException("expected a class from 0 to " + (k - 1) + ", found " + c);
      }
    }
  }

  /** The index of the largest element other than {@code except}, the lowest at ties. */
  static int argmax(double[] z, int except) {
    int best = -1;
    for (int k = 0; k < z.length; k++) {
      if (k != except && (best < 0 || z[k] > z[best])) {
        best = k;
      }
    }
    return best;
  }

  static boolean anyNaN(double[] z) {
    for (double v : z) {
      if (Double.isNaN(v)) {
        return true;
      }
    }
    return false;
  }

  /** NaN logits make a NaN loss and gradient; they never compare their way into a number. */
  static double broken(double[] gradient) {
    if (gradient != null) {
      java.util.Arrays.fill(gradient, Double.NaN);
    }
    return Double.NaN;
  }

  /** Marker for implementations: a loss whose two methods are {@link #values} and {@link #gradient}. */
  interface ByRow extends Loss {
    double at(Row row, double[] gradient);

    @Override
    default double[] values(Tensor logits, Labels y) {
      return RowLoss.values(logits, y, this::at);
    }

    @Override
    default Tensor gradient(Tensor logits, Labels y) {
      return RowLoss.gradient(logits, y, this::at);
    }
  }
}
