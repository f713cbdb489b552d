package dev.danskin.bench.suite;

import java.util.List;
import java.util.function.Function;

/**
 * The 24 noiseless functions of COCO's suite bbob with the instances of its experiments: f(x) = h(x) + f_opt (Hansen, Finck, Ros, Auger:
 * Real-parameter black-box optimization benchmarking 2009: noiseless functions definitions; INRIA RR-6829).
 */
public final class Bbob {
  /** How many functions there are. */
  public static final int FUNCTIONS = 24;
  /** The most dimensions: rotations are dense. */
  public static final int LARGEST = 1000;

  private static final List<Definition> DEFINITIONS = List.of(
      new Definition("sphere", 1, Separable::sphere),
      new Definition("ellipsoid-separable", 2, Separable::ellipsoid),
      new Definition("rastrigin-separable", 3, Separable::rastrigin),
      new Definition("bueche-rastrigin", 3, Separable::bueche),
      new Definition("linear-slope", 5, Separable::slope),
      new Definition("attractive-sector", 6, Moderate::sector),
      new Definition("step-ellipsoid", 7, Moderate::steps),
      new Definition("rosenbrock", 8, Moderate::rosenbrock),
      new Definition("rosenbrock-rotated", 9, Moderate::rotatedRosenbrock),
      new Definition("ellipsoid", 10, IllConditioned::ellipsoid),
      new Definition("discus", 11, IllConditioned::discus),
      new Definition("bent-cigar", 12, IllConditioned::cigar),
      new Definition("sharp-ridge", 13, IllConditioned::ridge),
      new Definition("different-powers", 14, IllConditioned::powers),
      new Definition("rastrigin", 15, Multimodal::rastrigin),
      new Definition("weierstrass", 16, Multimodal::weierstrass),
      new Definition("schaffers-f7", 17, of -> Multimodal.schaffers(of, 10)),
      new Definition("schaffers-f7-ill-conditioned", 17, of -> Multimodal.schaffers(of, 1000)),
      new Definition("griewank-rosenbrock", 19, Multimodal::griewankRosenbrock),
      new Definition("schwefel", 20, WeaklyStructured::schwefel),
      new Definition("gallagher-101-peaks", 21, Gallagher::peaks101),
      new Definition("gallagher-21-peaks", 22, Gallagher::peaks21),
      new Definition("katsuura", 23, WeaklyStructured::katsuura),
      new Definition("lunacek-bi-rastrigin", 24, WeaklyStructured::biRastrigin));

  private Bbob() {}

  /**
   * One problem of the suite.
   *
   * @param function 1 to {@link #FUNCTIONS}
   * @param instance ≥ 1; COCO used 1-5 in 2009 (three trials each) and 1-15 later
   * @param dimension 2 to {@link #LARGEST}; COCO's are 2, 3, 5, 10, 20 and 40
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static BbobFunction problem(int function, int instance, int dimension) {
    if (function < 1 || function > FUNCTIONS) {
      throw new IllegalArgumentException("expected a BBOB function from 1 to " + FUNCTIONS + ", found " + function);
    }
    if (instance < 1 || dimension < 2 || dimension > LARGEST) {
      throw new IllegalArgumentException("expected an instance of at least 1 in 2 to " + LARGEST + " dimensions, found instance " + instance
          + " in " + dimension);
    }
    Definition d = DEFINITIONS.get(function - 1);
    BbobInstance of = new BbobInstance(d.base, instance, dimension, BbobNumbers::optimum);
    return new BbobFunction(function, d.name, of, d.landscape.apply(of));
  }

  /** A function's name, the number its seeds start from, and its heights. */
  private record Definition(String name, int base, Function<BbobInstance, Landscape> landscape) {}
}
