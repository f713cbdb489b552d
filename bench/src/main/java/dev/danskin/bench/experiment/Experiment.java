package dev.danskin.bench.experiment;

import dev.danskin.api.Budget;
import dev.danskin.api.Drive;
import dev.danskin.api.Event;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.bench.suite.TestProblem;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.Crew;
import dev.danskin.runtime.job.Journal;
import dev.danskin.solvers.smooth.Differences;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Solvers × problems × repetitions. Each trial runs alone under {@link Drive} with a hard budget, and what it does depends on (seed, name of
 * the solver, suite, function, dimension, instance, repetition) only: any number of trials may run at once, in any order, and a job that was
 * killed goes on where its journal ends.
 *
 * @param suite where the problems are from
 * @param solvers of different names, at least one
 * @param problems in the order of tables; no two the same
 * @param repetitions of each instance, ≥ 1
 * @param allowance how many evaluations a trial may make
 * @param targets when a problem counts as solved, and how far
 * @param seed of all random numbers
 */
public record Experiment(String suite, List<NamedSolver> solvers, List<TestProblem> problems, int repetitions, Allowance allowance, Targets targets,
    long seed) {
  /** Below this dimension COCO's files have the points. */
  private static final int POINTS_BELOW = 7;
  private static final int LONGEST = 300;

  public Experiment {
    solvers = List.copyOf(solvers);
    problems = List.copyOf(problems);
    List<String> names = solvers.stream().map(NamedSolver::folder).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("expected solvers of different names, found " + names);
    }
    if (problems.isEmpty() || repetitions < 1) {
      throw new IllegalArgumentException("expected at least 1 problem and 1 repetition, found " + problems.size() + " and " + repetitions);
    }
  }

  /**
   * Looks whether every solver can work on every problem, before anything runs.
   *
   * @throws RequestException with a sentence for each solver that cannot
   */
  public void accept() {
    List<String> refused = new ArrayList<>();
    for (NamedSolver s : solvers) {
      for (TestProblem p : problems) {
        Problem problem = p.problem(seed, 0);
        String why = refusal(s, p, problem);
        if (!why.isEmpty()) {
          refused.add("--solver " + s.name() + ": " + why);
          break;
        }
      }
    }
    if (!refused.isEmpty()) {
      throw new RequestException(refused);
    }
  }

  private String refusal(NamedSolver s, TestProblem p, Problem problem) {
    try {
      Solver solver = solver(s, p);
      if (solver.needs() == Order.RESIDUALS) {
        problem.objective().at(new Points(problem.start(), new int[] {0}), Order.RESIDUALS, 0);
      }
      solver.accept(problem.feasible(), problem.start().shape());
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** The solver for a problem; one that needs gradients takes differences where the problem offers none. */
  private Solver solver(NamedSolver named, TestProblem p) {
    long evaluations = allowance.evaluations(p.dimension());
    Solver solver = named.maker().of(p.dimension(), evaluations);
    return solver.needs() == Order.GRADIENT && !p.gradients() ? new Differences(solver, Differences.Scheme.FORWARD, evaluations) : solver;
  }

  /** How many trials there are. */
  public int trials() {
    return solvers.size() * problems.size() * repetitions;
  }

  /**
   * Runs the trials that the journal does not have yet.
   *
   * @param threads how many at once, ≥ 1
   * @param run whether to stop, and who is told of progress; its seed is not looked at
   * @return all trials that are done, in order; not all there are if the run was cancelled
   * @throws IOException if the journal cannot be written
   */
  public List<Trial> run(Journal journal, int threads, RunContext run) throws IOException {
    List<Trial.Key> left = left(journal);
    AtomicLong done = new AtomicLong(trials() - left.size());
    run.events().accept(new Event.Started("trials", trials()));
    run.events().accept(new Event.Progress("trials", done.get(), trials()));
    List<Callable<Void>> pieces = new ArrayList<>();
    for (Trial.Key key : left) {
      pieces.add(() -> {
        Trial trial = trial(key, run);
        if (!run.cancelled().getAsBoolean()) {
          journal.append(trial.bytes());
          run.events().accept(new Event.Progress("trials", done.incrementAndGet(), trials()));
        }
        return null;
      });
    }
    Crew.work(threads, pieces, run.cancelled(), "a solver");
    run.events().accept(new Event.Ended("trials", done.get(), trials()));
    return journal.entries().stream().map(Trial::of).sorted((a, b) -> a.key().compareTo(b.key())).toList();
  }

  /** Problem by problem, so that all solvers come forward together. */
  private List<Trial.Key> left(Journal journal) {
    Set<Trial.Key> have = journal.entries().stream().map(e -> Trial.of(e).key()).collect(Collectors.toCollection(TreeSet::new));
    List<Trial.Key> left = new ArrayList<>();
    for (int p = 0; p < problems.size(); p++) {
      for (int r = 0; r < repetitions; r++) {
        for (int s = 0; s < solvers.size(); s++) {
          Trial.Key key = new Trial.Key(s, p, r);
          if (!have.contains(key)) {
            left.add(key);
          }
        }
      }
    }
    return left;
  }

  /** Runs one trial, on the calling thread. */
  private Trial trial(Trial.Key key, RunContext run) {
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    NamedSolver solver = solvers.get(key.solver());
    TestProblem of = problems.get(key.problem());
    Problem problem = of.problem(seed, key.repetition());
    Recorder recorder = new Recorder(problem.objective(), of.least(), gaps(of, problem), of.dimension(), of.dimension() < POINTS_BELOW);
    long most = Math.multiplyExact(allowance.evaluations(of.dimension()), problem.objective().passes());
    String path = String.join(".", "bench", solver.name(), suite, "f" + of.function(), "d" + of.dimension(), "i" + of.instance(),
        "r" + key.repetition());
    RunContext context = new RunContext(seed, path, new Budget(most, Long.MAX_VALUE, Long.MAX_VALUE), run.cancelled(), e -> {});
    Outcome outcome = outcome(() -> solver(solver, of), new Problem(recorder, problem.sense(), problem.feasible(), problem.start(), problem.ids(), problem.answer(),
        problem.partial()), context);
    return recorder.trial(key, outcome.name(), why(outcome), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
  }

  private static String why(Outcome outcome) {
    String why = outcome instanceof Outcome.Unstable u ? u.what() : outcome instanceof Outcome.Failed f ? f.what()
        : outcome instanceof Outcome.Finished f ? String.join("; ", f.reasons()) : "";
    return why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why;
  }

  private static Outcome outcome(Supplier<Solver> solver, Problem problem, RunContext context) {
    try {
      Solution solution = Drive.run(solver.get(), problem, context);
      return solution.outcomes()[0];
    } catch (IllegalArgumentException e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** Where targets are relative, the start is looked at once, which is not counted. */
  private double[] gaps(TestProblem of, Problem problem) {
    if (!targets.relative()) {
      return targets.gaps(Double.NaN);
    }
    double first = problem.objective().at(new Points(problem.start(), new int[] {0}), Order.VALUE, 0).values()[0];
    return targets.gaps(Math.max(0, first - of.least()));
  }

  /** The canonical configuration; keys in a fixed order. */
  public ObjectNode tree(String version) {
    ObjectNode tree = Trees.object().put("danskin", version).put("kind", "experiment").put("suite", suite).put("seed", seed);
    tree.putObject("budget").put("multiplier", allowance.multiplier()).put("unit", allowance.unit());
    tree.put("repetitions", repetitions);
    ArrayNode each = tree.putArray("solvers");
    solvers.forEach(s -> each.addObject().put("name", s.name()).set("solver", s.configuration()));
    ArrayNode list = tree.putArray("problems");
    problems.forEach(p -> list.add(p.function() + " " + p.name() + ", dimension " + p.dimension() + ", instance " + p.instance()));
    tree.putObject("targets").put("relative", targets.relative()).set("values", Trees.object().arrayNode().addAll(
        targets.values().stream().map(v -> (tools.jackson.databind.JsonNode) Trees.object().numberNode(v)).toList()));
    return tree;
  }
}
