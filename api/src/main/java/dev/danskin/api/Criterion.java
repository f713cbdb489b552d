package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** When an attack has succeeded, instance by instance. */
public interface Criterion {
  /**
   * Whether the attack has succeeded on each instance, [n], by its logits [n, K].
   *
   * @throws IllegalArgumentException if the labels lack what the criterion compares with
   */
  boolean[] holds(Tensor logits, Labels y);

  /** As {@link #holds}, for a target that shows its decisions only: decisions[i] is the class of instance i. */
  boolean[] decided(int[] decisions, Labels y);

  /** argmax ≠ y; ties go to the lowest class. A NaN is not a success. */
  record Misclassified() implements Criterion {
    @Override
    public boolean[] holds(Tensor logits, Labels y) {
      return decided(logits.rowArgmax(), y);
    }

    @Override
    public boolean[] decided(int[] decisions, Labels y) {
      int[] truth = y.classes();
      boolean[] holds = new boolean[decisions.length];
      for (int i = 0; i < holds.length; i++) {
        holds[i] = decisions[i] >= 0 && decisions[i] != truth[i];
      }
      return holds;
    }
  }

  /** Holds nowhere: a search under it goes on to its end. */
  record Never() implements Criterion {
    @Override
    public boolean[] holds(Tensor logits, Labels y) {
      return new boolean[logits.rows()];
    }

    @Override
    public boolean[] decided(int[] decisions, Labels y) {
      return new boolean[decisions.length];
    }
  }

  /** argmax = the attacker's target; needs {@link Labels.Targeted}. */
  record TargetHit() implements Criterion {
    @Override
    public boolean[] holds(Tensor logits, Labels y) {
      return decided(logits.rowArgmax(), y);
    }

    @Override
    public boolean[] decided(int[] decisions, Labels y) {
      if (!(y instanceof Labels.Targeted t)) {
        throw new IllegalArgumentException("expected labels with targets; give the attack a targeted goal");
      }
      boolean[] holds = new boolean[decisions.length];
      for (int i = 0; i < holds.length; i++) {
        holds[i] = decisions[i] == t.targets()[i];
      }
      return holds;
    }
  }
}
