package dev.danskin.api;

import dev.danskin.api.tensor.Pool;
import dev.danskin.api.tensor.Scope;

/**
 * Runs a solver on a problem and owns the duties that every search shares: the sign of the problem, counting, hard
 * budgets, cancellation, values that are not finite, the best point so far, checkpoints, and the re-check of feasibility.
 */
public final class Drive {
  /** Feasibility is re-checked up to this, relative to the size of the set. */
  public static final double FEASIBILITY = 1e-5;

  static final System.Logger LOGGER = System.getLogger("dev.danskin.api");
  private static final int MOST_IDLE = 10_000;
  private static final int LONGEST = 300;

  private Drive() {}

  /**
   * Solves every instance as far as its budget goes.
   *
   * @return one solution per instance; whatever stopped an instance, its best point is kept
   * @throws IllegalArgumentException if the solver cannot work on the problem's sets
   */
  public static Solution run(Solver solver, Problem problem, RunContext run) {
    return run(solver, problem, run, Checkpoint.NONE);
  }

  /**
   * As {@link #run(Solver, Problem, RunContext)}, from where {@code checkpoint} says, telling it of every step.
   *
   * @throws IllegalArgumentException also if the snapshot was taken of another run
   * @throws UnsupportedOperationException if a snapshot is given or asked for and the solver cannot be saved
   */
  public static Solution run(Solver solver, Problem problem, RunContext run, Checkpoint checkpoint) {
    Pool pool = new Pool(problem.start().memory().kernels());
    try (Scope all = pool.scope()) {
      Meter meter = new Meter(problem, solver.copes() && problem.partial(), run, pool);
      Iteration iteration = start(solver, meter, run);
      checkpoint.begin().ifPresent(saved -> {
        meter.restore(saved.part("run"));
        iteration.restore(saved.part("solver"));
      });
      boolean more = true;
      while (more && meter.anyOpen()) {
        more = step(iteration, meter, pool, run);
        meter.steps++;
        if (more && meter.anyOpen() && kept(checkpoint, run)) {
          checkpoint.after(meter.steps, () -> Snapshot.EMPTY.with("run", meter.save()).with("solver", iteration.save()));
        }
      }
      return meter.solution(iteration);
    }
  }

  /** The run of a solver; what it throws beyond a refusal of the problem's sets ends all instances at their starts. */
  private static Iteration start(Solver solver, Meter meter, RunContext run) {
    try {
      return solver.start(meter, run);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return failed(meter, e);
    }
  }

  /** Ends what is open, unless it was the objective that threw. */
  private static Iteration failed(Meter meter, Throwable e) {
    if (meter.broken == e) {
      if (e instanceof RuntimeException r) {
        throw r;
      }
      throw (Error) e;
    }
    LOGGER.log(System.Logger.Level.WARNING, () -> "a solver failed: " + told(e), e);
    meter.close(new Outcome.Failed(told(e)));
    return () -> false;
  }

  /**
   * One step. What a solver throws ends the instances that are open and nothing else, and so does a solver that asks for
   * nothing; what the objective throws is the caller's.
   */
  private static boolean step(Iteration iteration, Meter meter, Pool pool, RunContext run) {
    long asked = meter.asked;
    try (Scope step = pool.scope()) {
      boolean more = iteration.step();
      meter.idle = meter.asked == asked ? meter.idle + 1 : 0;
      if (meter.idle > 0 && run.cancelled().getAsBoolean()) {
        meter.close(new Outcome.Stopped());
      } else if (meter.idle > MOST_IDLE) {
        meter.close(new Outcome.Failed("the solver did " + meter.idle + " steps without asking for a value"));
      }
      return more;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return failed(meter, e).step();
    }
  }

  /** What was thrown, in one line. */
  static String told(Throwable e) {
    String message = e.getMessage() == null ? "" : ": " + e.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    String told = e.getClass().getSimpleName() + message;
    return told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told;
  }

  /** A step during which the run was stopped may rest on an inner search cut short, and must not be gone on from. */
  private static boolean kept(Checkpoint checkpoint, RunContext run) {
    return checkpoint != Checkpoint.NONE && !run.cancelled().getAsBoolean();
  }
}
