package dev.danskin.api;

import java.util.List;

/**
 * The mutable search of one instance, on plain arrays. The simplest way to write an optimizer: {@link SearchSolver} makes a
 * solver of it.
 */
public interface Search {
  /**
   * Candidates to evaluate, k ≥ 1 of them, [k][D]. Each is projected onto the instance's set, in place, before it is evaluated;
   * neither kept nor changed by anybody once {@link #tell} was called.
   *
   * @return null or none if the search is over
   */
  double[][] ask();

  /**
   * Takes the values of the candidates of the last {@link #ask}, in their order: to be made small, never NaN, +∞ where the
   * objective is undefined.
   */
  void tell(double[][] candidates, double[] values);

  /** Every rule for which the search is over, each in a few words; empty if it is not, or has done all its steps. */
  default List<String> why() {
    return List.of();
  }

  /** All that the rest of the search depends on but its {@link SearchSpace}; taken between {@link #tell} and {@link #ask}. */
  Snapshot save();

  /**
   * Goes on from what {@link #save} gave, before the first {@link #ask}.
   *
   * @throws IllegalArgumentException if it was taken of another search
   */
  void restore(Snapshot saved);
}
