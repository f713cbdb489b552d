package dev.danskin.cli;

import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Dataset;
import dev.danskin.api.Model;
import dev.danskin.api.RunContext;
import dev.danskin.cli.report.TrainingReport;
import dev.danskin.models.Network;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.GraphEdit;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Check;
import dev.danskin.runtime.job.Difference;
import dev.danskin.runtime.job.Sha256;
import dev.danskin.runtime.training.Accuracy;
import dev.danskin.runtime.training.Look;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the folder of a training holds: the configuration, the files, and the figures of the last and of the best network, which are
 * measured again. Looks at networks that were not kept, and losses, only a replay can tell.
 */
final class TrainingCheck {
  private static final Set<String> MEASURED = Set.of("history", "defense", "timings", "environment", "files", "model", "validation");
  private final Composer composer;
  private final Recorded recorded;
  private final TrainingRequest request;
  private final String backend;
  private final Findings findings = new Findings();

  TrainingCheck(Composer composer, Recorded recorded, String backend) {
    this.composer = composer;
    this.recorded = recorded;
    this.request = TrainingRequest.of(recorded.configuration(), composer, recorded.where());
    this.backend = backend == null ? request.backend() : backend;
    findings.problems(recorded.problems());
  }

  /** Looks at everything and prints what does not hold; the exit status. */
  int print() throws IOException {
    TrainingRun run = TrainingRun.open(composer, request.on(backend), recorded.folder());
    boolean data = EvaluationCheck.same(findings, "data " + request.data(), run.data().digest(), recorded.text("data", "sha256"));
    boolean looked = EvaluationCheck.same(findings, "validation data " + request.validation(), run.looked().digest(),
        recorded.text("validationData", "sha256"));
    EvaluationCheck.same(findings, "model " + request.architecture(), run.target().digest(), recorded.text("model", "begunSha256"));
    figures(run);
    List<Look> looks = looks();
    history(looks);
    if (data && looked && !looks.isEmpty()) {
      networks(run, looks);
    }
    report(looks);
    EvaluationCheck.files(findings, recorded, TrainingResults.FILES);
    return findings.print(looks.size() + " looks, " + recorded.results().path("validation").asInt(0) + " validation examples", System.out);
  }

  /** What follows from configuration and data. */
  private void figures(TrainingRun run) {
    ObjectNode expected = Trees.object();
    expected.put("danskin", recorded.configuration().path("danskin").asString("")).put("kind", "training").put("seed", request.seed())
        .put("backend", request.backend());
    expected.putObject("data").put("source", run.data().source()).put("sha256", run.data().digest()).put("examples", run.data().size());
    expected.putObject("validationData").put("source", run.looked().source()).put("sha256", run.looked().digest());
    expected.set("configuration", recorded.configuration());
    JsonNode found = recorded.results();
    for (Difference d : Difference.between(expected, found, MEASURED)) {
      boolean older = !found.has("configuration") && d.found().equals("nothing");
      if (!older && !d.path().endsWith("sha256")) {
        findings.problem("results.json: " + d.path() + " is " + d.found() + ", but config.yaml and data give " + d.expected());
      }
    }
    equal("defense.name", found.path("defense").path("name").asString(""), request.name());
    equal("defense.configuration", found.path("defense").path("configuration").asString(""),
        composer.render(dev.danskin.api.Defense.class, request.defense()).toString());
    equal("model.source", recorded.text("model", "source"), request.architecture());
    equal("model.input", recorded.text("model", "input"), request.input());
    equal("validation", found.path("validation").toString(), Integer.toString(Math.min(request.examples(), run.looked().size())));
  }

  private void equal(String key, String found, String expected) {
    if (!found.equals(expected)) {
      findings.problem("results.json: " + key + " is " + found + ", but config.yaml and data give " + expected);
    }
  }

  List<Look> looks() {
    List<Look> looks = new ArrayList<>();
    for (JsonNode row : recorded.results().path("history")) {
      looks.add(new Look(row.path("step").asLong(-1), row.path("loss").asDouble(Double.NaN), row.path("clean").asDouble(Double.NaN),
          row.path("robust").asDouble(Double.NaN)));
    }
    if (looks.isEmpty()) {
      findings.problem("results.json: history has no look at the network, but a training ends with one");
    }
    return looks;
  }

  private void history(List<Look> looks) {
    for (int i = 1; i < looks.size(); i++) {
      if (looks.get(i).step() <= looks.get(i - 1).step()) {
        findings.problem("results.json: history[" + i + "].step is " + looks.get(i).step() + ", but the look before was at step "
            + looks.get(i - 1).step());
      }
    }
    long steps = recorded.results().path("defense").path("steps").asLong(-1);
    if (steps > request.defense().steps()) {
      findings.problem("results.json: defense.steps is " + steps + ", but config.yaml says at most " + request.defense().steps());
    }
    if (!looks.isEmpty() && looks.get(looks.size() - 1).step() != steps) {
      findings.problem("results.json: the last look of history is at step " + looks.get(looks.size() - 1).step()
          + ", but defense.steps is " + steps);
    }
  }

  /** The network at the end, and the best one that was kept. */
  private void networks(TrainingRun run, List<Look> looks) throws IOException {
    Path last = recorded.folder().resolve("model.onnx");
    Path best = recorded.folder().resolve("best.onnx");
    if (Files.isRegularFile(last) && EvaluationCheck.same(findings, "model.onnx", Sha256.of(last), recorded.text("model", "sha256"))) {
      measured(run, last, looks.size() - 1, looks);
    }
    int at = 0;
    for (int i = 1; i < looks.size(); i++) {
      at = merit(looks.get(i)) > merit(looks.get(at)) ? i : at;
    }
    if (Files.isRegularFile(best) && EvaluationCheck.same(findings, "best.onnx", Sha256.of(best), recorded.text("files", "best.onnx"))) {
      measured(run, best, at, looks);
    }
  }

  private static double merit(Look look) {
    return Double.isNaN(look.robust()) ? look.clean() : look.robust();
  }

  private void measured(TrainingRun run, Path file, int at, List<Look> looks) throws IOException {
    Dataset data = run.data();
    GraphBackend arithmetic = run.backend();
    Batch validation = run.looked().first(request.examples());
    Look look = looks.get(at);
    try (Network network = Network.of(GraphEdit.adapted(OnnxReader.read(file).graph(), data.inputShape()), arithmetic, data.domain())) {
      size(file, network);
      Accuracy accuracy = new Accuracy(validation);
      RunContext context = new RunContext(request.seed(), "danskin", Budget.UNLIMITED, () -> false, e -> { });
      compare(file, at, "clean", look.clean(), accuracy.of(network, null, context), validation.size());
      if (request.attack() != null) {
        compare(file, at, "robust", look.robust(), accuracy.of(network, request.attack(), context), validation.size());
      }
    }
  }

  private void size(Path file, Model network) {
    long found = recorded.results().path("model").path("parameters").asLong(-1);
    if (found != network.parameters().size()) {
      findings.problem("results.json: model.parameters is " + found + ", but " + file.getFileName() + " has " + network.parameters().size());
    }
  }

  private void compare(Path file, int at, String what, double found, double expected, int n) {
    boolean same = recorded.text("environment", "arithmetic").equals(Backends.open(backend).arithmetic());
    long apart = Double.isNaN(found) ? n : Math.round(Math.abs(found - expected) * n);
    if (Double.isNaN(found) || Math.abs(found - expected) > 1e-12 && (same || apart > Check.BETWEEN_ARITHMETICS * n)) {
      findings.problem("results.json: history[" + at + "]." + what + " is " + found + ", but " + file.getFileName() + " gives " + expected);
    }
  }

  /** The table of the looks; the curve of losses is known to the training only. */
  private void report(List<Look> looks) throws IOException {
    Path file = recorded.folder().resolve("report.html");
    if (Files.isRegularFile(file) && recorded.configuration().path("danskin").asString("").equals(Version.number())
        && !new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).contains(TrainingReport.table(looks))) {
      findings.problem("report.html: is not the report of these results; its table of looks is another than that of history");
    }
  }
}
