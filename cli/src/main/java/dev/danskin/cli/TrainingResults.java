package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.api.Defense;
import dev.danskin.cli.report.TrainingReport;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.Sha256;
import dev.danskin.runtime.training.Look;
import dev.danskin.runtime.training.TrainingJob;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a training leaves beside the network: results.json, the report, a table. */
final class TrainingResults {
  private final Path folder;
  private final TrainingRequest request;
  private final TrainingJob.Trained trained;
  private final Dataset data;
  private final String arithmetic;
  private final Composer composer;
  private ObjectNode tree;

  TrainingResults(Path folder, TrainingRequest request, TrainingJob.Trained trained, Dataset data, String arithmetic, Composer composer) {
    this.folder = folder;
    this.request = request;
    this.trained = trained;
    this.data = data;
    this.arithmetic = arithmetic;
    this.composer = composer;
  }

  void write(double wallSeconds, int threads) throws IOException {
    Path network = folder.resolve("model.onnx");
    tree = Trees.object();
    tree.put("danskin", Version.number()).put("kind", "training").put("seed", request.seed()).put("backend", request.backend());
    tree.putObject("model").put("source", request.architecture()).put("input", request.input())
        .put("sha256", Sha256.of(Files.readAllBytes(network))).put("parameters", trained.hardened().model().parameters().size());
    tree.putObject("data").put("source", data.source()).put("sha256", data.digest()).put("examples", data.size());
    tree.putObject("defense").put("name", request.name()).put("configuration", composer.render(Defense.class, request.defense()).toString())
        .put("steps", trained.losses().length).put("outcome", trained.hardened().outcome().name());
    tree.put("validation", trained.validation());
    ArrayNode history = tree.putArray("history");
    for (Look look : trained.looks()) {
      ObjectNode row = history.addObject().put("step", look.step()).put("loss", look.loss()).put("clean", look.clean());
      if (Double.isNaN(look.robust())) {
        row.putNull("robust");
      } else {
        row.put("robust", look.robust());
      }
    }
    tree.putObject("timings").put("wallSeconds", wallSeconds);
    Environment.describe(tree.putObject("environment"), arithmetic, threads);
    AtomicFiles.write(folder.resolve("results.json"), Trees.json(tree));
    AtomicFiles.write(folder.resolve("report.html"), new TrainingReport(request, trained, tree).html());
  }

  void print(boolean events, PrintStream out) {
    if (events) {
      ObjectNode event = Trees.object();
      event.put("event", "results").put("folder", folder.toString()).set("results", tree);
      out.println(event);
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
