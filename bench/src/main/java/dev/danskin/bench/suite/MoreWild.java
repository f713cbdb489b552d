package dev.danskin.bench.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The 53 least-squares problems of Moré and Wild (Benchmarking derivative-free optimization algorithms; SIAM J. Optim. 20(1), 2009): f(x) =
 * Σ r_i(x)², 22 functions in 2 to 12 variables, from their standard starts and from ten times those.
 */
public final class MoreWild {
  /** How many functions there are. */
  public static final int FUNCTIONS = 22;

  private MoreWild() {}

  /**
   * The problems, in their order. The least value is, as is the custom with data profiles, the least that a large number of evaluations by
   * local methods finds from the problem's start, so it may be that of a local minimum. They are the best of Levenberg-Marquardt, trust
   * region reflective, dogleg, BFGS, L-BFGS-B, Nelder-Mead and Powell's method, of the last four also polished by Levenberg-Marquardt
   * (SciPy 1.17.1; tolerances 10⁻¹⁵; central and forward differences); 0 where the equations have a solution and at most 10⁻²¹ was left,
   * and the closed form for linear ones.
   */
  public static List<MoreWildProblem> problems() {
    double linear = 36;
    double rankOne = 35.0 * 34 / 142;
    double zeroColumns = 1324.0 / 134;
    List<MoreWildProblem> all = new ArrayList<>();
    add(all, 1, 9, 45, linear, linear);
    add(all, 2, 7, 35, rankOne, rankOne);
    add(all, 3, 7, 35, zeroColumns, zeroColumns);
    add(all, 4, 2, 2, 0, 0);
    add(all, 5, 3, 3, 0, 0);
    add(all, 6, 4, 4, 0, 0);
    add(all, 7, 2, 2, 48.984253679239988, 0);
    add(all, 8, 3, 15, 8.2148773065789541e-3, 8.2148773065789541e-3);
    add(all, 9, 4, 11, 3.0750560384923663e-4);
    add(all, 10, 3, 16, 87.945855170282979);
    add(all, 11, 6, 31, 2.2876700535522988e-3, 2.2876700535522988e-3);
    add(all, 11, 9, 31, 1.3997601380866340e-6, 1.3997601380866340e-6);
    add(all, 11, 12, 31, 4.7223811024666002e-10, 4.7223811024666002e-10);
    add(all, 12, 3, 10, 0);
    add(all, 13, 2, 10, 124.36218235561476);
    add(all, 14, 4, 20, 85822.201626356254, 85822.201626356254);
    add(all, 15, 6, 6, 0);
    add(all, 15, 7, 7, 0);
    add(all, 15, 8, 8, 3.5168737256779192e-3);
    add(all, 15, 9, 9, 0);
    add(all, 15, 10, 10, 4.7727136963753407e-3);
    add(all, 15, 11, 11, 2.7997615518657575e-3);
    add(all, 16, 10, 10, 0);
    add(all, 17, 5, 33, 5.4648946974823980e-5);
    add(all, 18, 11, 65, 4.0137736293547720e-2, 1.7898135868810930);
    add(all, 19, 8, 8, 10.238973421317436);
    add(all, 19, 10, 12, 18.281161753593537);
    add(all, 19, 11, 14, 22.260591734883757);
    add(all, 19, 12, 16, 26.272766396793966);
    add(all, 20, 5, 5, 0);
    add(all, 20, 6, 6, 0);
    add(all, 20, 8, 8, 0);
    add(all, 21, 5, 5, 0, 0);
    add(all, 21, 8, 8, 0);
    add(all, 21, 10, 10, 0);
    add(all, 21, 12, 12, 0, 0);
    add(all, 22, 8, 8, 0, 0);
    return List.copyOf(all);
  }

  /** One problem for each scale of the start, 1 and 10, that has a least value. */
  private static void add(List<MoreWildProblem> all, int function, int n, int m, double... least) {
    for (int scale = 0; scale < least.length; scale++) {
      int instance = 1 + (int) all.stream().filter(p -> p.function() == function).count();
      all.add(new MoreWildProblem(function, instance, n, m, scale, least[scale]));
    }
  }

  /** The name of a function. */
  static String name(int function) {
    return switch (function) {
      case 1 -> "linear-full-rank";
      case 2 -> "linear-rank-1";
      case 3 -> "linear-rank-1-zero-cols";
      case 4 -> "rosenbrock";
      case 5 -> "helical-valley";
      case 6 -> "powell-singular";
      case 7 -> "freudenstein-roth";
      case 8 -> "bard";
      case 9 -> "kowalik-osborne";
      case 10 -> "meyer";
      case 11 -> "watson";
      case 12 -> "box-3d";
      case 13 -> "jennrich-sampson";
      case 14 -> "brown-dennis";
      case 15 -> "chebyquad";
      case 16 -> "brown-almost-linear";
      case 17 -> "osborne-1";
      case 18 -> "osborne-2";
      case 19 -> "bdqrtic";
      case 20 -> "cube";
      case 21 -> "mancino";
      case 22 -> "heart8ls";
      default -> throw unknown(function);
    };
  }

  /** r of a function, thread-safe; n variables, m residuals. */
  static UnaryOperator<double[]> residuals(int function, int n, int m) {
    return switch (function) {
      case 1 -> LinearResiduals.fullRank(n, m);
      case 2 -> LinearResiduals.rankOne(n, m);
      case 3 -> LinearResiduals.rankOneZeroColumns(n, m);
      case 4 -> NonlinearEquations::rosenbrock;
      case 5 -> NonlinearEquations::helicalValley;
      case 6 -> NonlinearEquations::powellSingular;
      case 7 -> NonlinearEquations::freudensteinRoth;
      case 8 -> DataFits.bard();
      case 9 -> DataFits.kowalikOsborne();
      case 10 -> DataFits.meyer();
      case 11 -> DataFits.watson();
      case 12 -> DataFits.box(m);
      case 13 -> DataFits.jennrichSampson(m);
      case 14 -> DataFits.brownDennis(m);
      case 15 -> NonlinearEquations.chebyquad(n, m);
      case 16 -> NonlinearEquations::brownAlmostLinear;
      case 17 -> DataFits.osborne1();
      case 18 -> DataFits.osborne2();
      case 19 -> NonlinearEquations::bdqrtic;
      case 20 -> NonlinearEquations::cube;
      case 21 -> NonlinearEquations::mancino;
      case 22 -> NonlinearEquations::heart8;
      default -> throw unknown(function);
    };
  }

  /** The standard start of a function, [n]. */
  static double[] start(int function, int n) {
    return switch (function) {
      case 1, 2, 3, 19 -> filled(n, 1);
      case 4 -> new double[] {-1.2, 1};
      case 5 -> new double[] {-1, 0, 0};
      case 6 -> new double[] {3, -1, 0, 1};
      case 7 -> new double[] {0.5, -2};
      case 8 -> new double[] {1, 1, 1};
      case 9 -> new double[] {0.25, 0.39, 0.415, 0.39};
      case 10 -> new double[] {0.02, 4000, 250};
      case 11, 16, 20 -> filled(n, 0.5);
      case 12 -> new double[] {0, 10, 20};
      case 13 -> new double[] {0.3, 0.4};
      case 14 -> new double[] {25, 5, -5, -1};
      case 15 -> evenly(n);
      case 17 -> new double[] {0.5, 1.5, 1, 0.01, 0.02};
      case 18 -> new double[] {1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5};
      case 21 -> mancino(n);
      case 22 -> new double[] {-0.3, -0.39, 0.3, -0.344, -1.2, 2.69, 1.59, -1.5};
      default -> throw unknown(function);
    };
  }

  private static IllegalArgumentException unknown(int function) {
    return new IllegalArgumentException("expected a function of Moré and Wild from 1 to " + FUNCTIONS + ", found " + function);
  }

  private static double[] filled(int n, double value) {
    double[] x = new double[n];
    Arrays.fill(x, value);
    return x;
  }

  private static double[] evenly(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> (i + 1.0) / (n + 1));
    return x;
  }

  private static double[] mancino(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> -8.710996e-4 * NonlinearEquations.mancino(i + 1, 0, n));
    return x;
  }
}
