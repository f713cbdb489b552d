package dev.danskin.cli;

import dev.danskin.api.Budget;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.DType;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.bench.experiment.Analysis;
import dev.danskin.bench.experiment.Experiment;
import dev.danskin.bench.experiment.ExperimentFiles;
import dev.danskin.bench.experiment.ReferenceTimes;
import dev.danskin.bench.experiment.Runs;
import dev.danskin.bench.experiment.Trial;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment in a folder: journaled, resumed, written.
 *
 * @param shown targets that tables show
 */
record ExperimentJob(Composer composer, Experiment experiment, List<Double> shown, Optional<ReferenceTimes> reference, Path out) {
  /** @return the exit status */
  int run(ExperimentOptions options) throws IOException {
    int threads = options.threads();
    experiment.accept();
    BenchOptions.folder(out);
    if (!options.resume && Files.exists(out.resolve("journal"))) {
      throw new RequestException("--out " + out + ": holds a job already; add --resume to go on with it, or give another folder");
    }
    long began = System.nanoTime();
    String arithmetic = new JvmBackend(DType.FLOAT64).arithmetic();
    ObjectNode tree = experiment.tree(Version.number());
    Listener listener = Listener.of(options.events, options.common.quiet);
    try (Interrupt interrupt = Interrupt.listen(); Journal journal = Journal.open(out.resolve("journal"), identity(tree, arithmetic))) {
      AtomicFiles.write(out.resolve("config.yaml"), Trees.yaml(tree));
      RunContext run = new RunContext(experiment.seed(), "bench", Budget.UNLIMITED, interrupt::requested, listener);
      List<Trial> trials = experiment.run(journal, threads, run);
      listener.close();
      if (trials.size() < experiment.trials()) {
        System.err.println("danskin: stopped; " + trials.size() + " of " + experiment.trials() + " trials are kept; go on with the same command and --resume --out " + out);
        return interrupt.done(3);
      }
      Analysis analysis = new Analysis(new Runs(experiment, trials), shown, reference);
      ObjectNode results = new ExperimentFiles(analysis, Version.number(), arithmetic, PluginVersion.of(composer.registry()))
          .write(out, (System.nanoTime() - began) * 1e-9, threads);
      tell(options, listener, results);
      return interrupt.done(0);
    }
  }

  /** What makes two runs the same job: what is asked, the arithmetic, and the jars of the plugins whose solvers take part. */
  private String identity(ObjectNode tree, String arithmetic) {
    Set<String> owners = new TreeSet<>();
    experiment.solvers().stream().map(s -> s.configuration()).filter(JsonNode::isObject).forEach(c -> owners.addAll(composer.named(Solver.class, c)));
    StringBuilder jars = new StringBuilder();
    PluginVersion.of(composer.registry()).stream().filter(p -> owners.contains(p.id()))
        .forEach(p -> jars.append("plugin ").append(p.id()).append(": ").append(p.sha256()).append('\n'));
    return Trees.yaml(tree) + "arithmetic: " + arithmetic + "\n" + jars;
  }

  private void tell(ExperimentOptions options, Listener listener, ObjectNode results) {
    if (options.events) {
      listener.line("results", Trees.object().put("folder", out.toString()).set("results", results));
    } else if (options.format.equals("json")) {
      System.out.print(Trees.json(results));
    } else {
      show(results);
    }
  }

  private void show(ObjectNode results) {
    for (JsonNode section : results.path("sections")) {
      int n = section.path("functions").asInt();
      String what = experiment.suite().equals("bbob") ? "function" : "problem";
      System.out.println(section.path("title").asString("") + ": " + n + " " + what + (n == 1 ? "" : "s"));
      for (JsonNode s : section.path("solvers")) {
        JsonNode interval = s.path("interval");
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-24s %5.1f %% of targets hit [%.1f, %.1f]", s.path("solver").asString(""),
            100 * s.path("share").asDouble(), 100 * interval.get(0).asDouble(), 100 * interval.get(1).asDouble()));
        for (JsonNode tau : s.path("solved")) {
          line.append(String.format(Locale.ROOT, ", %s of %s to τ = %s", tau.path("solved"), tau.path("trials"), tau.path("tau")));
        }
        if (s.has("reference")) {
          JsonNode r = s.path("reference");
          line.append(String.format(Locale.ROOT, ", ERT %.3f × %s on %s of %s", r.path("ratio").asDouble(Double.NaN), r.path("source").asString(""), r.path("solved"), r.path("of")));
        }
        System.out.println(line);
      }
    }
    System.out.println("report: " + out.resolve("report.html"));
  }
}
