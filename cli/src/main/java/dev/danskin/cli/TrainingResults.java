package dev.danskin.cli;

import dev.danskin.api.Defense;
import dev.danskin.cli.report.TrainingReport;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.PluginVersion;
import dev.danskin.runtime.job.Sha256;
import dev.danskin.runtime.training.Look;
import dev.danskin.runtime.training.TrainingJob;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a training leaves beside the network: results.json, the report, a table. */
final class TrainingResults {
  /** What a training leaves beside {@code results.json}, which has their digests. */
  static final List<String> FILES = List.of("model.onnx", "best.onnx", "report.html");

  private final TrainingRun run;
  private final Path folder;
  private final TrainingRequest request;
  private final TrainingJob.Trained trained;
  private ObjectNode tree;

  TrainingResults(TrainingRun run, TrainingJob.Trained trained) {
    this.run = run;
    this.folder = run.folder();
    this.request = run.request();
    this.trained = trained;
  }

  void write(double wallSeconds, int threads) throws IOException {
    Path network = folder.resolve("model.onnx");
    tree = Trees.object();
    tree.put("danskin", Version.number()).put("kind", "training").put("seed", request.seed()).put("backend", request.backend());
    tree.putObject("model").put("source", request.architecture()).put("input", request.input()).put("sha256", Sha256.of(network))
        .put("parameters", trained.hardened().model().parameters().size()).put("begunSha256", run.target().digest());
    tree.putObject("data").put("source", run.data().source()).put("sha256", run.data().digest()).put("examples", run.data().size());
    tree.putObject("defense").put("name", request.name()).put("configuration", defense())
        .put("steps", trained.losses().length).put("outcome", trained.hardened().outcome().name());
    tree.put("validation", trained.validation());
    tree.putObject("validationData").put("source", run.looked().source()).put("sha256", run.looked().digest());
    ArrayNode history = tree.putArray("history");
    for (Look look : trained.looks()) {
      ObjectNode row = history.addObject().put("step", look.step()).put("loss", look.loss()).put("clean", look.clean());
      if (Double.isNaN(look.robust())) {
        row.putNull("robust");
      } else {
        row.put("robust", look.robust());
      }
    }
    tree.set("configuration", request.tree(run.composer(), Version.number()));
    tree.putObject("timings").put("wallSeconds", wallSeconds);
    Environment.describe(tree.putObject("environment"), run.backend().arithmetic(), threads, PluginVersion.of(run.composer().registry()));
    AtomicFiles.write(folder.resolve("report.html"), new TrainingReport(request, trained, tree).html());
    tree.set("files", Sha256.of(folder, FILES));
    AtomicFiles.write(folder.resolve("results.json"), Trees.json(tree));
  }

  private String defense() {
    return run.composer().render(Defense.class, request.defense()).toString();
  }

  /** What results.json holds. */
  ObjectNode tree() {
    return tree;
  }

  /** @param listener of events; null for a table */
  void print(Listener listener, PrintStream out) {
    if (listener != null) {
      listener.line("results", Trees.object().put("folder", folder.toString()).set("results", tree));
      return;
    }
    out.printf(Locale.ROOT, "%s of %s on %s, backend %s, seed %d%n%n%9s %9s %9s %9s%n", request.name(), request.architecture(), request.data(),
        request.backend(), request.seed(), "step", "loss", "clean", "robust");
    for (Look look : trained.looks()) {
      out.printf(Locale.ROOT, "%9d %9.4f %7.1f %% %9s%n", look.step(), look.loss(), 100 * look.clean(),
          Double.isNaN(look.robust()) ? "–" : String.format(Locale.ROOT, "%7.1f %%", 100 * look.robust()));
    }
    out.printf("%nnetwork: %s; report: %s%n", folder.resolve("model.onnx"), folder.resolve("report.html"));
  }
}
