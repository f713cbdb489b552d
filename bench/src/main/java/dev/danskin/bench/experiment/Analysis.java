package dev.danskin.bench.experiment;

import dev.danskin.api.Draws;
import dev.danskin.api.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The measures of an experiment. Everything here follows from the trials; random numbers are functions of the experiment's seed.
 *
 * @param runs all trials
 * @param shown targets that tables show and, where targets are relative, that profiles are of
 * @param reference running times measured elsewhere
 */
public record Analysis(Runs runs, List<Double> shown, Optional<ReferenceTimes> reference) {
  /** COCO's targets that tables show. */
  public static final List<Double> BBOB = List.of(1e1, 1e0, 1e-1, 1e-3, 1e-5, 1e-8);

  public Analysis {
    shown = List.copyOf(shown);
  }

  /**
   * A test between two solvers on one function.
   *
   * @param first place of the solver that the other is compared with
   * @param second place of the other
   * @param corrected p value after Holm, for all tests of the experiment
   */
  public record Test(Cell cell, int first, int second, RankSum ranks, double corrected) {}

  /** What is looked at together. */
  public List<Section> sections() {
    return Section.of(runs);
  }

  /** How many solvers there are. */
  public int solvers() {
    return runs.experiment().solvers().size();
  }

  /** A solver's name. */
  public String name(int solver) {
    return runs.experiment().solvers().get(solver).name();
  }

  /** The places of the targets that are shown. */
  public int[] shownTargets() {
    return shown.stream().mapToInt(runs.experiment().targets()::index).toArray();
  }

  /** The place of the last target. */
  public int lastTarget() {
    return runs.experiment().targets().size() - 1;
  }

  private int[] all() {
    return IntStream.rangeClosed(0, lastTarget()).toArray();
  }

  private Draws draws(int solver, String what) {
    return Philox.of(runs.experiment().seed(), "bench.analysis").at(name(solver)).at(what);
  }

  /** ERT of a solver on a function at target k. */
  public ExpectedRunningTime ert(int solver, Cell cell, int k) {
    return ExpectedRunningTime.of(runs.of(solver, cell), k);
  }

  /** The share of triples hit within the budget. */
  public HitShare share(int solver, Section section) {
    return HitShare.of(runs, solver, section.cells(), draws(solver, "share." + section.id()));
  }

  /** The distribution of runtimes over all targets. */
  public RuntimeDistribution runtimes(int solver, Section section) {
    return RuntimeDistribution.of(runs, solver, section.cells(), all(), draws(solver, "runtimes"));
  }

  /** Performance profiles of all solvers: over all targets, where these are absolute. */
  public List<PerformanceProfile> profiles(Section section) {
    return PerformanceProfile.of(runs, section.cells(), all());
  }

  /** Performance profiles of all solvers at target k. */
  public List<PerformanceProfile> profiles(Section section, int k) {
    return PerformanceProfile.of(runs, section.cells(), new int[] {k});
  }

  /** The data profile at target k. */
  public DataProfile data(int solver, Section section, int k) {
    return DataProfile.of(runs, solver, section.cells(), k);
  }

  /** The first solver against each of the others on every function with at least two trials. */
  public List<Test> tests() {
    List<Test> plain = new ArrayList<>();
    for (int other = 1; other < solvers(); other++) {
      for (Cell c : runs.cells()) {
        List<Trial> first = runs.of(0, c);
        if (first.size() > 1) {
          plain.add(new Test(c, 0, other, RankSum.of(runs, first, runs.of(other, c)), Double.NaN));
        }
      }
    }
    double[] corrected = RankSum.holm(plain.stream().mapToDouble(t -> t.ranks().p()).toArray());
    return IntStream.range(0, plain.size()).mapToObj(i -> new Test(plain.get(i).cell(), 0, plain.get(i).second(), plain.get(i).ranks(), corrected[i]))
        .toList();
  }

  /** A solver's comparison with the reference at the last target; empty without a reference, or where it has none of these functions. */
  public Optional<ReferenceTimes.Ratio> ratio(int solver, Section section) {
    return reference.map(r -> r.of(runs, solver, section.cells(), lastTarget())).filter(r -> r.of() > 0);
  }
}
