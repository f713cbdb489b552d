package dev.danskin.bench.experiment;

import dev.danskin.bench.suite.Bbob;
import dev.danskin.bench.suite.TestProblem;
import dev.danskin.runtime.config.Trees;
import dev.danskin.solvers.RandomSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trials and experiments made by hand. */
final class Trials {
  private Trials() {}

  /** A trial of so many evaluations that hit its targets after {@code hits}; 0 for a target that was not hit. */
  static Trial of(long evaluations, long... hits) {
    return at(new Trial.Key(0, 0, 0), evaluations, 1, hits);
  }

  static Trial at(Trial.Key key, long evaluations, double best, long... hits) {
    return new Trial(key, evaluations, best, "finished", "", hits, List.of(), List.of(), 0);
  }

  static NamedSolver random(String name, int samples) {
    return new NamedSolver(name, new RandomSearch(samples), Trees.parse("random: {samples: " + samples + "}", "test"));
  }

  /** The sphere and the discus in two dimensions, so many instances of each. */
  static Experiment experiment(int instances, int repetitions, Targets targets, NamedSolver... solvers) {
    List<TestProblem> problems = new ArrayList<>();
    for (int f : new int[] {1, 11}) {
      IntStream.rangeClosed(1, instances).forEach(i -> problems.add(Bbob.problem(f, i, 2)));
    }
    return new Experiment("bbob", List.of(solvers), problems, repetitions, new Allowance(100, 0), targets, 7);
  }

  /** Two targets. */
  static Targets two() {
    return new Targets(false, List.of(1.0, 0.1));
  }
}
