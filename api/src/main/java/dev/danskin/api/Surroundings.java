package dev.danskin.api;

import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Tensor;

/**
 * A model around n inputs, as a {@link DistanceSearch} sees it: counted, budgeted, guarded against numbers that are not finite. Points are
 * perturbations δ. Whatever point is looked at may be the answer, unless the search says otherwise: the nearest one at which the model errs is
 * kept.
 */
public interface Surroundings {
  /** Each input's id, [n]. */
  long[] ids();

  /** The inputs, [n, …]. Not to be overwritten. */
  Tensor x();

  /** Their labels; with targets where the attacker's goal has some. */
  Labels labels();

  /** K, the number of classes. */
  int classes();

  /** The valid δ: a box for each input, which contains 0. */
  Box room();

  /** The norm in which distances are measured. */
  Norm norm();

  /** ε of the threat: what lies farther is no success, but may be looked at. */
  double eps();

  /**
   * Which rows belong to inputs that are still searched and can pay so much more; those that cannot are closed.
   *
   * @param instance the input of each row
   * @return ascending row numbers
   */
  int[] affordable(int[] instance, Counts more);

  /**
   * One forward pass, charged to each row's input. Close it.
   *
   * @param delta [m, …], one row for each entry of {@code instance}
   * @throws IllegalStateException if a row's input is closed; ask {@link #affordable} first
   */
  default Look at(Tensor delta, int[] instance) {
    return at(delta, instance, true);
  }

  /**
   * As {@link #at(Tensor, int[])}.
   *
   * @param answers whether the points may be answers
   */
  Look at(Tensor delta, int[] instance, boolean answers);

  /** What a look shows. Belongs to one thread. */
  interface Look extends AutoCloseable {
    /** The scores, [m, K]. */
    Tensor logits();

    /** Whether the attacker's goal is reached, [m]. */
    boolean[] fooled();

    /**
     * Σ_k cotangent_k ∂logit_k/∂δ for each row, charged as one backward pass to the inputs of the rows that are wanted; the others' rows of the
     * answer mean nothing.
     */
    Tensor pullback(Tensor cotangent, boolean[] wanted);

    @Override
    void close();
  }
}
