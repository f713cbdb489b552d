package dev.danskin.solvers.stopping;

/** What the search of one instance has seen so far. Values are to be made small: those of a maximisation have the other sign. */
public interface History {
  /** How many values it was told, ≥ 0. */
  long evaluations();

  /** The best finite value; +∞ if there is none. */
  default double best() {
    return best(evaluations());
  }

  /** The best finite value of the first {@code evaluations}; +∞ if there is none. */
  double best(long evaluations);

  /** How many values it had been told when the best was last found, it included; 0 if there is none. */
  long improvedAt();

  /** By how much the best value is better than the one before; +∞ if it is the first, 0 if there is none. */
  double improvement();

  /** How long the search has taken, ≥ 0. */
  double seconds();
}
