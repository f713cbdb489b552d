package dev.danskin.bench.baseline;

import dev.danskin.api.SearchSpace;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.MultivariateOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.random.MersenneTwister;

/** The optimizers of Apache Commons Math 3, with its defaults where it has some. */
final class CommonsMathMethods {
  private CommonsMathMethods() {}

  /** CMA-ES, active, of the usual population; σ a quarter of the region's width. */
  static String cmaEs(ToDoubleFunction<double[]> f, double[] start, SearchSpace space, long seed) {
    int n = start.length;
    double[] sigma = Arrays.stream(space.width()).map(w -> w / 4).toArray();
    CMAESOptimizer method = new CMAESOptimizer(Integer.MAX_VALUE, 0, true, 0, 1, new MersenneTwister(seed), false, null);
    return run(method, f, start, new CMAESOptimizer.Sigma(sigma), new SimpleBounds(space.low(), space.high()),
        new CMAESOptimizer.PopulationSize(4 + (int) (3 * StrictMath.log(n))));
  }

  /** BOBYQA on 2n + 1 points; a trust region of a tenth of the region's width, down to 10⁻¹⁰ of it. */
  static String bobyqa(ToDoubleFunction<double[]> f, double[] start, SearchSpace space, long seed) {
    double width = narrowest(space);
    BOBYQAOptimizer method = new BOBYQAOptimizer(2 * start.length + 1, 0.1 * width, 1e-10 * width);
    return run(method, f, start, new SimpleBounds(space.low(), space.high()));
  }

  /** Nelder and Mead's simplex, with edges of a tenth of the region's width. */
  static String nelderMead(ToDoubleFunction<double[]> f, double[] start, SearchSpace space, long seed) {
    double[] edges = Arrays.stream(space.width()).map(w -> 0.1 * w).toArray();
    return run(new SimplexOptimizer(1e-14, 1e-14), f, start, new NelderMeadSimplex(edges));
  }

  /** Polak and Ribière's conjugate gradients, by differences of values. */
  static String conjugateGradients(ToDoubleFunction<double[]> f, double[] start, SearchSpace space, long seed) {
    NonLinearConjugateGradientOptimizer method = new NonLinearConjugateGradientOptimizer(
        NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE, new SimpleValueChecker(1e-13, 1e-13));
    ForwardDifferences differences = new ForwardDifferences(f);
    return run(method, differences::value, start, new ObjectiveFunctionGradient(differences::gradient));
  }

  private static double narrowest(SearchSpace space) {
    return Arrays.stream(space.width()).min().orElseThrow();
  }

  private static String run(MultivariateOptimizer method, ToDoubleFunction<double[]> f, double[] start, OptimizationData... more) {
    OptimizationData[] all = Arrays.copyOf(more, more.length + 4);
    all[more.length] = new ObjectiveFunction(f::applyAsDouble);
    all[more.length + 1] = GoalType.MINIMIZE;
    all[more.length + 2] = new InitialGuess(start);
    all[more.length + 3] = new MaxEval(Integer.MAX_VALUE);
    try {
      method.optimize(all);
      return "converged by the rules of Apache Commons Math 3";
    } catch (MathIllegalStateException | MathIllegalArgumentException e) {
      return "Apache Commons Math 3 ended: " + e.getMessage();
    }
  }
}
