package dev.danskin.bench.experiment;

import dev.danskin.bench.coco.CocoFiles;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.PluginVersion;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an experiment leaves in its folder: {@code results.json}, {@code results.md}, {@code runs.csv}, {@code measurements.csv},
 * {@code report.html} and, of bbob, the folder {@code exdata} with COCO's files of each solver.
 *
 * @param version of Danskin
 * @param arithmetic what the last bits of built-in solvers and problems depend on
 * @param plugins that the job could use
 */
public record ExperimentFiles(Analysis analysis, String version, String arithmetic, List<PluginVersion> plugins) {
  /** Where COCO's files are, a folder for each solver in it. */
  public static final String COCO = "exdata";
  private static final List<String> DIGESTED = List.of("results.md", "runs.csv", "measurements.csv", "report.html");

  /**
   * Writes all files.
   *
   * @param wallSeconds of this call
   * @return the content of {@code results.json}
   */
  public ObjectNode write(Path folder, double wallSeconds, int threads) throws IOException {
    Experiment experiment = analysis.runs().experiment();
    if (experiment.suite().equals("bbob")) {
      for (int s = 0; s < analysis.solvers(); s++) {
        new CocoFiles(analysis.runs(), s).write(folder.resolve(COCO).resolve(experiment.solvers().get(s).folder()));
      }
    }
    AtomicFiles.write(folder.resolve("runs.csv"), csv());
    AtomicFiles.write(folder.resolve("measurements.csv"), running());
    AtomicFiles.write(folder.resolve("results.md"), new ExperimentTables(analysis).markdown());
    AtomicFiles.write(folder.resolve("report.html"), new ExperimentPage(analysis, version, arithmetic).html());
    ObjectNode results = json(wallSeconds, threads);
    results.set("files", Sha256.of(folder, DIGESTED));
    AtomicFiles.write(folder.resolve("results.json"), Trees.json(results));
    return results;
  }

  private String csv() {
    Runs runs = analysis.runs();
    Targets targets = runs.experiment().targets();
    StringBuilder s = new StringBuilder("solver,function,dimension,instance,repetition,target,evaluations,hit\n");
    for (Trial t : runs.trials()) {
      for (int k : targets.decades(analysis.shown())) {
        s.append(analysis.name(t.key().solver())).append(',').append(runs.problem(t).function()).append(',').append(runs.problem(t).dimension())
            .append(',').append(runs.problem(t).instance()).append(',').append(t.key().repetition()).append(',').append(targets.values().get(k))
            .append(',').append(t.cost(k)).append(',').append(t.hit(k) ? 1 : 0).append('\n');
      }
    }
    return s.toString();
  }

  /** Expected running times, a line for each solver, function and decade; instance 0 stands for all of them together. */
  private String running() {
    Runs runs = analysis.runs();
    Targets targets = runs.experiment().targets();
    StringBuilder s = new StringBuilder("solver,function,dimension,instance,target,ert,successes,trials\n");
    for (int solver = 0; solver < analysis.solvers(); solver++) {
      for (Cell c : runs.cells()) {
        for (int k : targets.decades(analysis.shown())) {
          ExpectedRunningTime e = analysis.ert(solver, c, k);
          s.append(analysis.name(solver)).append(',').append(c.function()).append(',').append(c.dimension()).append(',')
              .append(c.instance()).append(',').append(targets.values().get(k)).append(',').append(e.evaluations()).append(',').append(e.successes()).append(',').append(e.trials())
              .append('\n');
        }
      }
    }
    return s.toString();
  }

  private ObjectNode json(double wallSeconds, int threads) {
    Experiment experiment = analysis.runs().experiment();
    ObjectNode tree = experiment.tree(version);
    tree.remove("problems");
    ArrayNode sections = tree.putArray("sections");
    analysis.sections().forEach(s -> section(sections.addObject(), s));
    measurements(tree.putArray("measurements"));
    tests(tree.putArray("tests"));
    trials(tree.putArray("trials"));
    timings(tree.putObject("timings").put("wallSeconds", wallSeconds));
    Environment.describe(tree.putObject("environment"), arithmetic, threads, plugins);
    return tree;
  }

  private void section(ObjectNode to, Section section) {
    to.put("title", section.title()).put("functions", section.cells().size());
    List<PerformanceProfile> profiles = analysis.profiles(section);
    ArrayNode solvers = to.putArray("solvers");
    for (int s = 0; s < analysis.solvers(); s++) {
      HitShare share = analysis.share(s, section);
      ObjectNode o = solvers.addObject().put("solver", analysis.name(s)).put("share", share.share());
      o.putArray("interval").add(share.low()).add(share.high());
      o.put("algoPerf", profiles.get(s).algoPerf());
      if (analysis.runs().experiment().targets().relative()) {
        solved(o.putArray("solved"), s, section);
      }
      analysis.ratio(s, section).ifPresent(r -> number(o.putObject("reference").put("source", analysis.reference().orElseThrow().source()), "ratio",
          r.ratio()).put("solved", r.solved()).put("of", r.of()));
    }
  }

  private void solved(ArrayNode to, int solver, Section section) {
    for (int k : analysis.shownTargets()) {
      DataProfile profile = analysis.data(solver, section, k);
      to.addObject().put("tau", analysis.runs().experiment().targets().values().get(k)).put("solved", profile.solved())
          .put("trials", profile.costs().length).put("algoPerf", analysis.profiles(section, k).get(solver).algoPerf());
    }
  }

  private void measurements(ArrayNode to) {
    Targets targets = analysis.runs().experiment().targets();
    for (int s = 0; s < analysis.solvers(); s++) {
      for (Cell c : analysis.runs().cells()) {
        for (int k : targets.decades(analysis.shown())) {
          ExpectedRunningTime e = analysis.ert(s, c, k);
          number(of(to.addObject().put("solver", analysis.name(s)), c).put("target", targets.values().get(k)), "ert", e.evaluations()).put("successes", e.successes()).put("trials", e.trials());
        }
      }
    }
  }

  private static ObjectNode of(ObjectNode to, Cell c) {
    to.put("function", c.function()).put("dimension", c.dimension());
    return c.instance() == 0 ? to : to.put("instance", c.instance());
  }

  private void tests(ArrayNode to) {
    for (Analysis.Test t : analysis.tests()) {
      of(to.addObject(), t.cell()).put("first", analysis.name(t.first()))
          .put("second", analysis.name(t.second())).put("better", t.ranks().better()).put("p", ExperimentTables.rounded(t.ranks().p()))
          .put("corrected", ExperimentTables.rounded(t.corrected()));
    }
  }

  private void trials(ArrayNode to) {
    Runs runs = analysis.runs();
    for (Trial t : runs.trials()) {
      ObjectNode o = to.addObject().put("solver", analysis.name(t.key().solver())).put("function", runs.problem(t).function())
          .put("dimension", runs.problem(t).dimension()).put("instance", runs.problem(t).instance()).put("repetition", t.key().repetition())
          .put("evaluations", t.evaluations()).put("outcome", t.outcome());
      if (!t.why().isEmpty()) {
        o.put("why", t.why());
      }
      number(o, "gap", runs.gap(t));
      List<Long> hits = new ArrayList<>();
      for (int k = 0; k < t.hitCount(); k++) {
        hits.add(t.hits()[k]);
      }
      ArrayNode list = o.putArray("hits");
      hits.forEach(list::add);
    }
  }

  /** Of all calls that worked on the job. */
  private void timings(ObjectNode to) {
    ArrayNode each = to.putArray("solvers");
    for (int s = 0; s < analysis.solvers(); s++) {
      int solver = s;
      List<Trial> trials = analysis.runs().trials().stream().filter(t -> t.key().solver() == solver).toList();
      double seconds = trials.stream().mapToLong(Trial::nanos).sum() * 1e-9;
      long evaluations = trials.stream().mapToLong(Trial::evaluations).sum();
      each.addObject().put("solver", analysis.name(s)).put("cpuSeconds", seconds).put("evaluations", evaluations)
          .put("microsecondsPerEvaluation", evaluations == 0 ? 0 : 1e6 * seconds / evaluations);
    }
  }

  /** JSON has no infinities. */
  private static ObjectNode number(ObjectNode to, String key, double value) {
    return Double.isFinite(value) ? to.put(key, value) : to.putNull(key);
  }
}
