package dev.danskin.api;

import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Pool;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The counted minimisation that a solver sees. */
final class Meter implements Oracle {
  private final Problem problem;
  private final RunContext run;
  private final double sign;
  /** Whether points where the objective is not finite are gone round. */
  private final boolean partial;
  private final Tensor start;
  private final Tensor best;
  private final double[] bestValue;
  private final Outcome[] outcome;
  private final long[] forward;
  private final long[] backward;
  private final long[] zero;
  long steps;
  /** How many points were asked for, and how many steps came since the last that asked for one. */
  long asked;
  int idle;
  /** What the objective threw. */
  Throwable broken;

  Meter(Problem problem, boolean partial, RunContext run, Pool pool) {
    this.problem = problem;
    this.partial = partial;
    this.run = run;
    sign = problem.sense() == Sense.MINIMISE ? 1 : -1;
    start = pool.copy(problem.start());
    best = Memory.heap().copy(problem.start());
    problem.feasible().project(best, best);
    int n = start.rows();
    bestValue = new double[n];
    Arrays.fill(bestValue, Double.NaN);
    outcome = new Outcome[n];
    forward = new long[n];
    backward = new long[n];
    zero = new long[n];
  }

  @Override
  public long[] ids() {
    return problem.ids();
  }

  @Override
  public Tensor start() {
    return start;
  }

  @Override
  public FeasibleSet feasible() {
    return problem.feasible();
  }

  boolean anyOpen() {
    for (Outcome o : outcome) {
      if (o == null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int[] open(int[] instance) {
    int[] open = new int[instance.length];
    int m = 0;
    for (int j = 0; j < instance.length; j++) {
      if (outcome[instance[j]] == null) {
        open[m++] = j;
      }
    }
    return m == instance.length ? open : Arrays.copyOf(open, m);
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    asked += points.instance().length;
    int[] live = admit(points, order);
    if (live.length == points.instance().length) {
      return record(points, asked(points, order, draw), order);
    }
    if (live.length == 0) {
      return Evaluation.among(points, live, null, order);
    }
    Points some = points.rows(live);
    return Evaluation.among(points, live, record(some, asked(some, order, draw), order), order);
  }

  private Evaluation asked(Points points, Order order, long draw) {
    try {
      return problem.objective().at(points, order, draw);
    } catch (RuntimeException | Error e) {
      broken = e;
      throw e;
    }
  }

  /** Ends every instance that is open. */
  void close(Outcome how) {
    for (int i = 0; i < outcome.length; i++) {
      outcome[i] = outcome[i] == null ? how : outcome[i];
    }
  }

  /** Closes what is cancelled or spent, charges the rest, and says which points are evaluated. */
  private int[] admit(Points points, Order order) {
    boolean cancelled = run.cancelled().getAsBoolean();
    int[] instance = points.instance();
    int[] live = new int[instance.length];
    int m = 0;
    int passes = problem.objective().passes();
    for (int j = 0; j < instance.length; j++) {
      int i = instance[j];
      if (outcome[i] == null && cancelled) {
        outcome[i] = new Outcome.Stopped();
      }
      boolean spent = forward[i] > run.budget().forward() - passes
          || order == Order.GRADIENT && backward[i] > run.budget().backward() - passes;
      if (outcome[i] == null && spent) {
        outcome[i] = new Outcome.OutOfBudget();
      }
      if (outcome[i] == null) {
        live[m++] = j;
        forward[i] += passes;
        backward[i] += order == Order.GRADIENT ? passes : 0;
      }
    }
    return m == live.length ? live : Arrays.copyOf(live, m);
  }

  private Evaluation record(Points points, Evaluation e, Order order) {
    refuse(e, order);
    double[] values = new double[points.instance().length];
    double[] size = order == Order.GRADIENT ? e.gradient().memory().kernels().rowNormInf(e.gradient()) : null;
    for (int j = 0; j < values.length; j++) {
      int i = points.instance()[j];
      values[j] = sign * e.values()[j];
      if (outcome[i] != null && !(outcome[i] instanceof Outcome.OutOfBudget)) {
        continue;
      }
      if (partial && undefined(values[j], size, j)) {
        avoid(e, points, j, values);
      } else if (!Double.isFinite(values[j])) {
        outcome[i] = new Outcome.Unstable("value " + e.values()[j]);
      } else if (size != null && !Double.isFinite(size[j])) {
        outcome[i] = new Outcome.Unstable("a gradient that is not finite");
      } else {
        zero[i] += size != null && size[j] == 0 ? problem.objective().passes() : 0;
        consider(points, j, i, values[j], e.reached()[j]);
      }
    }
    Tensor g = e.gradient() == null || sign > 0 ? e.gradient() : e.gradient().scale(-1);
    return new Evaluation(values, g, e.reached(), null, e.residuals());
  }

  private void refuse(Evaluation e, Order order) {
    if (order == Order.RESIDUALS && (sign < 0 || e.residuals() == null)) {
      throw new IllegalArgumentException("expected a sum of squares to minimise, found "
          + (sign < 0 ? "a maximisation" : "an objective without residuals") + "; use a solver that needs values or gradients");
    }
  }

  private static boolean undefined(double value, double[] size, int j) {
    return Double.isNaN(value) || value == Double.POSITIVE_INFINITY
        || Double.isFinite(value) && size != null && !Double.isFinite(size[j]);
  }

  /** Tells +∞ and a gradient of 0, and keeps a value that is finite beside a gradient that is not. */
  private void avoid(Evaluation e, Points points, int j, double[] values) {
    if (Double.isFinite(values[j])) {
      consider(points, j, points.instance()[j], values[j], e.reached()[j]);
    }
    values[j] = Double.POSITIVE_INFINITY;
    if (e.gradient() != null) {
      e.gradient().put(j, e.gradient().memory().zeros(e.gradient().type(), e.gradient().shape().withRows(1)), 0);
    }
  }

  private void consider(Points points, int j, int i, double value, boolean reached) {
    boolean last = problem.answer() == Problem.Answer.LAST;
    if (last || reached || Double.isNaN(bestValue[i]) || value < bestValue[i]) {
      bestValue[i] = value;
      best.put(i, points.z(), j);
    }
    if (reached && !last) {
      outcome[i] = new Outcome.Reached();
    }
  }

  Snapshot save() {
    String[] ends = new String[outcome.length];
    String[] why = new String[outcome.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = outcome[i] == null ? "" : outcome[i].name();
      why[i] = outcome[i] instanceof Outcome.Unstable u ? u.what() : outcome[i] instanceof Outcome.Failed f ? f.what() : "";
    }
    return Snapshot.EMPTY.with("steps", steps).with("ids", problem.ids()).with("best", best)
        .with("values", bestValue).with("outcomes", ends).with("why", why)
        .with("forward", forward).with("backward", backward).with("zero", zero);
  }

  void restore(Snapshot saved) {
    int n = outcome.length;
    if (!Arrays.equals(saved.longs("ids", n), problem.ids())) {
      throw new IllegalArgumentException("expected a snapshot of the instances " + Arrays.toString(problem.ids()) + ", found "
          + Arrays.toString(saved.longs("ids", n)) + "; it was taken of another run, start anew");
    }
    saved.tensor("best", best);
    System.arraycopy(saved.doubles("values", n), 0, bestValue, 0, n);
    String[] ends = saved.texts("outcomes", n);
    String[] why = saved.texts("why", n);
    Arrays.setAll(outcome, i -> ends[i].isEmpty() ? null : Outcome.named(ends[i], why[i]));
    System.arraycopy(saved.longs("forward", n), 0, forward, 0, n);
    System.arraycopy(saved.longs("backward", n), 0, backward, 0, n);
    System.arraycopy(saved.longs("zero", n), 0, zero, 0, n);
    steps = saved.longs("steps", 1)[0];
  }

  private static List<String> why(Iteration iteration, int instance) {
    try {
      return iteration.why(instance);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      Drive.LOGGER.log(System.Logger.Level.WARNING, () -> "a solver does not say why it ended: " + Drive.told(e), e);
      return List.of();
    }
  }

  Solution solution(Iteration iteration) {
    Counts[] spent = new Counts[outcome.length];
    boolean[] inside = problem.feasible().contains(best, Drive.FEASIBILITY);
    for (int i = 0; i < outcome.length; i++) {
      spent[i] = new Counts(forward[i], backward[i], 0, zero[i]);
      if (outcome[i] == null) {
        outcome[i] = partial && Double.isNaN(bestValue[i]) && forward[i] > 0 ? new Outcome.Unstable("no finite value was found")
            : new Outcome.Finished(why(iteration, i));
      }
      if (!inside[i]) {
        outcome[i] = new Outcome.Unstable("the solver left the feasible set");
        bestValue[i] = Double.NaN;
      } else {
        bestValue[i] *= sign;
      }
    }
    return new Solution(best, bestValue, outcome, spent);
  }
}
