package dev.danskin.api;

/** A solver that treats every instance by itself, as a {@link Search} on plain arrays. */
public interface SearchSolver extends AskTell {
  /**
   * Begins the search of one instance.
   *
   * @throws IllegalArgumentException if the method cannot work on such a space
   */
  Search search(SearchSpace space);

  /** Most values per instance, ≥ 1; candidates beyond are not evaluated. */
  long evaluations();

  @Override
  default Counts cost() {
    return new Counts(evaluations(), 0, 0, 0);
  }

  @Override
  default Dialogue open(Instances instances, RunContext run) {
    return new IndependentSearches(this, instances, run);
  }
}
