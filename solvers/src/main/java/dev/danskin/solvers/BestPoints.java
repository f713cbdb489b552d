package dev.danskin.solvers;

import dev.danskin.api.Evaluation;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;

/** The best point of each open instance, with its value and gradient: where a search goes back to. */
final class BestPoints {
  private Tensor z;
  private Tensor gradient;
  private double[] value;
  private boolean any;

  BestPoints(Tensor like) {
    allocate(like);
  }

  private void allocate(Tensor like) {
    z = like.memory().retain(like.type(), like.shape());
    gradient = like.memory().retain(like.type(), like.shape());
    value = new double[like.rows()];
  }

  Tensor z() {
    return z;
  }

  double value(int i) {
    return value[i];
  }

  /** Takes the points that are better; all of them the first time. */
  void learn(Tensor points, Evaluation e) {
    for (int i = 0; i < value.length; i++) {
      if (!any || e.values()[i] < value[i]) {
        value[i] = e.values()[i];
        z.put(i, points, i);
        gradient.put(i, e.gradient(), i);
      }
    }
    any = true;
  }

  /** Puts an instance back to its best point. */
  void goBack(int i, Tensor to, Tensor toGradient) {
    to.put(i, z, i);
    toGradient.put(i, gradient, i);
  }

  void keep(int[] open) {
    z = z.retainedRows(open);
    gradient = gradient.retainedRows(open);
    value = Iterate.picked(value, open);
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("z", z).with("gradient", gradient).with("value", value).with("any", any ? 1 : 0);
  }

  void restore(Snapshot saved, Tensor like) {
    allocate(like);
    saved.tensor("z", z);
    saved.tensor("gradient", gradient);
    value = saved.doubles("value", value.length);
    any = saved.count("any", 1) == 1;
  }
}
