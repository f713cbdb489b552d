package dev.danskin.bench.experiment;

import dev.danskin.bench.suite.TestProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All trials of an experiment.
 *
 * @param experiment what was asked
 * @param trials each of its trials, in the order of their keys
 */
public record Runs(Experiment experiment, List<Trial> trials) {
  public Runs {
    trials = List.copyOf(trials);
    if (trials.size() != experiment.trials()) {
      throw new IllegalArgumentException("expected all " + experiment.trials() + " trials, found " + trials.size());
    }
  }

  /** The functions in their dimensions, in the order of the problems. */
  public List<Cell> cells() {
    return experiment.problems().stream().map(this::cell).distinct().toList();
  }

  /** Only BBOB's instances are of one difficulty. */
  private Cell cell(TestProblem p) {
    return new Cell(p.function(), p.name(), p.dimension(), experiment.suite().equals("bbob") ? 0 : p.instance());
  }

  /** A solver's trials on a function: repetition by repetition, in each the instances in order. */
  public List<Trial> of(int solver, Cell cell) {
    List<TestProblem> problems = experiment.problems();
    int[] its = IntStream.range(0, problems.size()).filter(p -> cell(problems.get(p)).equals(cell)).toArray();
    List<Trial> some = new ArrayList<>();
    for (int r = 0; r < experiment.repetitions(); r++) {
      for (int p : its) {
        some.add(trials.get((solver * problems.size() + p) * experiment.repetitions() + r));
      }
    }
    return some;
  }

  /** A solver's trials by function, for those of {@code cells}. */
  public Map<Cell, List<Trial>> of(int solver, List<Cell> cells) {
    Map<Cell, List<Trial>> all = new LinkedHashMap<>();
    cells.forEach(c -> all.put(c, of(solver, c)));
    return all;
  }

  /** The problem of a trial. */
  public TestProblem problem(Trial trial) {
    return experiment.problems().get(trial.key().problem());
  }

  /** How far a trial's best value is from the least one, never negative. */
  public double gap(Trial trial) {
    return Math.max(0, trial.best() - problem(trial).least());
  }

  /** The budget in the unit of the experiment that a number of evaluations is. */
  public double units(long evaluations, Cell cell) {
    return (double) evaluations / experiment.allowance().unit(cell.dimension());
  }
}
