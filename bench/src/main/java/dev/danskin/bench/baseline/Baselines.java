package dev.danskin.bench.baseline;

import dev.danskin.api.Solver;
import java.util.LinkedHashMap;
import java.util.Map;

/** The optimizers of other libraries by name. */
public final class Baselines {
  private Baselines() {}

  /** Makes a solver. */
  @FunctionalInterface
  public interface Maker {
    /**
     * The solver of a problem.
     *
     * @param dimension of the problem, ≥ 1
     * @param evaluations most values that it asks for, ≥ 1
     * @throws IllegalArgumentException if the method cannot work in so many dimensions
     */
    Solver of(int dimension, long evaluations);
  }

  /** All of them, in a fixed order: name of the library, hyphen, name of the method. They ask for values only. */
  public static Map<String, Maker> all() {
    Map<String, Maker> all = new LinkedHashMap<>();
    add(all, "hipparchus-cma-es", 1, HipparchusMethods::cmaEs);
    add(all, "hipparchus-bobyqa", 2, HipparchusMethods::bobyqa);
    add(all, "hipparchus-nelder-mead", 1, HipparchusMethods::nelderMead);
    add(all, "hipparchus-cg", 1, HipparchusMethods::conjugateGradients);
    add(all, "commons-math-cma-es", 1, CommonsMathMethods::cmaEs);
    add(all, "commons-math-bobyqa", 2, CommonsMathMethods::bobyqa);
    add(all, "commons-math-nelder-mead", 1, CommonsMathMethods::nelderMead);
    add(all, "commons-math-cg", 1, CommonsMathMethods::conjugateGradients);
    return all;
  }

  private static void add(Map<String, Maker> all, String name, int fewest, Method method) {
    all.put(name, (dimension, evaluations) -> {
      if (dimension < fewest) {
        throw new IllegalArgumentException(name + " needs at least " + fewest + " dimensions, found " + dimension + "; choose another method");
      }
      return new Baseline(name, method, evaluations);
    });
  }
}
