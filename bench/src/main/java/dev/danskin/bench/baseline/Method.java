package dev.danskin.bench.baseline;

import dev.danskin.api.SearchSpace;
import java.util.function.ToDoubleFunction;

/** One run of a library's optimizer. */
@FunctionalInterface
interface Method {
  /**
   * Minimises until the library's own rules end the run.
   *
   * @param f of [D], which it does not change; throws where the run has to end
   * @param start [D], feasible
   * @param space bounds, and how wide the region is in which searches begin
   * @param seed of the library's random numbers
   * @return why the run ended
   */
  String minimise(ToDoubleFunction<double[]> f, double[] start, SearchSpace space, long seed);
}
