package dev.danskin.bench.optimizers;

import dev.danskin.api.Objective;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.solvers.cma.Bounds;
import dev.danskin.solvers.cma.CmaEs;
import dev.danskin.solvers.cma.Tolerances;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What CMA-ES and the driver do for each value beside the function itself: runs of {@value #VALUES} values on Σ z², whose own time is
 * {@link #function} and to be subtracted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OwnTime {
  /** Values of a run. */
  public static final int VALUES = 1200;

  @Param({"5", "20", "40"})
  public int n;

  @Param({"FULL", "DIAGONAL"})
  public CmaEs.Shape covariance;

  private Solver solver;
  private Problem problem;
  private double[] x;

  @Setup
  public void setUp() {
    x = new double[n];
    Arrays.fill(x, 2);
    // Tolerances that never hold: the run has all its values.
    solver = new CmaEs(2, 0, covariance, true, Bounds.TRANSFORM, new Tolerances(0, 0, 0, 1e3, 1e20, 1e300, 1_000_000), VALUES);
    problem = Problem.minimise(Objective.of(OwnTime::squares), Tensor.of(x, 1, n));
  }

  private static double squares(double[] z) {
    double sum = 0;
    for (double v : z) {
      sum += v * v;
    }
    return sum;
  }

  /** All of it, for each value. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public Solution run() {
    return solver.solve(problem, RunContext.of(1));
  }

  /** The function alone, for each value. */
  @Benchmark
  public double function() {
    return squares(x);
  }
}
