package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Check;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Repetition;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.job.Difference;
import dev.danskin.runtime.job.PluginVersion;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job done again. On the same arithmetic and by the same program figures are equal and files byte-equal; otherwise at most
 * {@link Check#BETWEEN_ARITHMETICS} of the examples may be judged otherwise, each of which is named, and figures that follow from them are
 * not compared.
 */
final class Replay {
  private static final int SHOWN = 20;
  /** Where and when, not what. */
  private static final Set<String> BESIDE = Set.of("timings", "environment");
  /** What may differ besides where the arithmetic or the program is another: nothing here says how many examples are robust. */
  private static final Set<String> OTHERWISE = Set.of("timings", "environment", "files", "configuration", "danskin", "backend", "clean",
      "attacks", "worstCase", "ladder", "optimality", "flags", "verdict", "history");

  private final Composer composer;
  private final Recorded recorded;
  private final String backend;
  private final Path out;
  private final List<String> differences = new ArrayList<>();
  private final List<String> allowed = new ArrayList<>();
  private final Set<String> elsewhere = new LinkedHashSet<>();
  private long figures;

  Replay(Composer composer, Recorded recorded, String backend, Path out) {
    this.composer = composer;
    this.recorded = recorded;
    this.backend = backend;
    this.out = out;
  }

  /** @return whether the figures came out again; null if the person stopped it */
  Boolean run(int threads, Interrupt interrupt, Listener listener) throws IOException {
    boolean done = switch (recorded.kind()) {
      case "evaluation", "comparison" -> evaluations(threads, interrupt, listener);
      case "training" -> training(threads, interrupt, listener);
      default -> throw new RequestException(
          recorded.where() + ": expected kind evaluation, comparison or training, found '" + recorded.kind() + "'");
    };
    return done ? differences.isEmpty() : null;
  }

  // ---- evaluations ----

  private Map<String, Request> requests() {
    Map<String, Request> requests = new LinkedHashMap<>();
    if (recorded.kind().equals("comparison")) {
      requests.putAll(Comparison.requests(composer, recorded.configuration(), recorded.where()));
    } else {
      requests.put("", Request.of(recorded.configuration(), composer, recorded.where()));
    }
    requests.replaceAll((name, r) -> backend == null ? r : r.on(backend));
    return requests;
  }

  /** The figures of each evaluation as recorded, by name. */
  private JsonNode figures(String name) {
    return name.isEmpty() ? recorded.results() : recorded.results().path("evaluations").path(name);
  }

  private boolean evaluations(int threads, Interrupt interrupt, Listener listener) throws IOException {
    Map<String, Request> requests = requests();
    requests.forEach((name, r) -> refuse("model " + r.model(), Target.digest(composer, r.model()), figures(name).path("model").path("sha256")));
    Evaluations evaluations = Evaluations.open(composer, requests, false, out);
    for (int i = 0; i < evaluations.jobs().size(); i++) {
      EvaluationJob job = evaluations.jobs().get(i);
      JsonNode figures = figures(evaluations.names().get(i));
      refuse("data " + job.request().data(), job.data().digest(), figures.path("data").path("sha256"));
      surroundings(figures, job.backend().arithmetic());
    }
    evaluations.prepare(false);
    if (!evaluations.run(false, null, threads, interrupt, listener)) {
      return false;
    }
    evaluations.write();
    for (String name : evaluations.names()) {
      compare(name, Trees.read(out.resolve(name).resolve("results.json")));
    }
    if (requests.size() > 1) {
      together(Trees.read(out.resolve("results.json")));
    }
    return true;
  }

  private void compare(String name, JsonNode again) throws IOException {
    String before = name.isEmpty() ? "" : name + ": ";
    figures(before, figures(name), again);
    if (!elsewhere.isEmpty()) {
      counts(before, figures(name), again);
    }
    Path original = recorded.folder().resolve(name);
    if (elsewhere.isEmpty()) {
      bytes(before, original, out.resolve(name), Folder.files(figures(name)));
    }
    if (!Files.isRegularFile(original.resolve("examples.csv"))) {
      differences.add(before + "examples.csv: is not in the folder, so rows cannot be compared");
      return;
    }
    Repetition rows = Repetition.of(new Folder(original).examples(), new Folder(out.resolve(name)).examples());
    int examples = figures(name).path("data").path("examples").asInt(0);
    if (elsewhere.isEmpty()) {
      rows.changed().forEach(r -> differences.add(before + "examples.csv: " + r));
      rows.other().forEach(r -> differences.add(before + "examples.csv: " + r));
    } else if (rows.examples() <= Check.BETWEEN_ARITHMETICS * examples) {
      rows.changed().forEach(r -> allowed.add(before + "examples.csv: " + r));
    } else {
      differences.add(before + "examples.csv: " + rows.examples() + " of " + examples + " examples are judged otherwise, more than 0.5 %");
      rows.changed().forEach(r -> differences.add(before + "examples.csv: " + r));
    }
  }

  /** How many examples stand, which may differ by as many as may be judged otherwise. */
  private void counts(String before, JsonNode expected, JsonNode found) {
    double most = Check.BETWEEN_ARITHMETICS * found.path("data").path("examples").asInt(0);
    count(before, "clean.correct", expected.path("clean").path("correct"), found.path("clean").path("correct"), most);
    for (String list : List.of("attacks", "worstCase")) {
      if (expected.path(list).size() != found.path(list).size()) {
        differences.add(before + "results.json: " + list + " has " + expected.path(list).size() + " entries, the repetition "
            + found.path(list).size());
        return;
      }
      for (int i = 0; i < found.path(list).size(); i++) {
        count(before, list + "[" + i + "].robust", expected.path(list).get(i).path("robust"), found.path(list).get(i).path("robust"), most);
      }
    }
  }

  private void count(String before, String what, JsonNode expected, JsonNode found, double most) {
    figures++;
    if (!(Math.abs(expected.asDouble(Double.NaN) - found.asDouble(Double.NaN)) <= most)) {
      differences.add(before + "results.json: " + what + " is recorded as " + expected + ", found " + found);
    }
  }

  /** What a comparison says beside its evaluations. */
  private void together(JsonNode again) throws IOException {
    if (elsewhere.isEmpty()) {
      figures("", without((ObjectNode) recorded.results()), without((ObjectNode) again));
      bytes("", recorded.folder(), out, List.of("report.html"));
    }
  }

  private static JsonNode without(ObjectNode comparison) {
    return comparison.deepCopy().without("evaluations");
  }

  // ---- training ----

  private boolean training(int threads, Interrupt interrupt, Listener listener) throws IOException {
    TrainingRequest request = TrainingRequest.of(recorded.configuration(), composer, recorded.where());
    TrainingRun run = TrainingRun.open(composer, request.on(backend == null ? request.backend() : backend), out);
    refuse("model " + request.architecture(), run.target().digest(), recorded.results().path("model").path("begunSha256"));
    refuse("data " + request.data(), run.data().digest(), recorded.results().path("data").path("sha256"));
    refuse("validation data " + request.validation(), run.looked().digest(), recorded.results().path("validationData").path("sha256"));
    surroundings(recorded.results(), run.backend().arithmetic());
    run.prepare(false);
    TrainingResults results = run.run(threads, Double.POSITIVE_INFINITY, interrupt, listener);
    if (results == null) {
      return false;
    }
    JsonNode again = Trees.read(out.resolve("results.json"));
    figures("", recorded.results(), again);
    if (elsewhere.isEmpty()) {
      bytes("", recorded.folder(), out, TrainingResults.FILES);
    } else {
      history(again);
    }
    return true;
  }

  /** Shares of the validation examples, which may differ by as much as examples may. */
  private void history(JsonNode again) {
    JsonNode before = recorded.results().path("history");
    JsonNode after = again.path("history");
    if (before.size() != after.size()) {
      differences.add("results.json: history has " + before.size() + " looks, the repetition " + after.size());
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      for (String key : List.of("clean", "robust")) {
        double a = before.get(i).path(key).asDouble(0);
        double b = after.get(i).path(key).asDouble(0);
        if (Math.abs(a - b) > Check.BETWEEN_ARITHMETICS + 1e-12) {
          differences.add("results.json: history[" + i + "]." + key + " is recorded as " + a + ", found " + b);
        } else if (a != b) {
          allowed.add("results.json: history[" + i + "]." + key + " is recorded as " + a + ", found " + b);
        }
      }
    }
  }

  // ---- both ----

  /** @throws RequestException if something is not what the job was done with */
  private static void refuse(String what, String found, JsonNode expected) {
    if (expected.isString() && !expected.asString().equals(found)) {
      throw new RequestException(what + ": expected SHA-256 " + expected.asString() + ", as results.json records, found " + found
          + "; a replay needs what the job was done with");
    }
  }

  /** What makes bits differ though nothing is wrong. */
  private void surroundings(JsonNode figures, String arithmetic) {
    elsewhere("Danskin", figures.path("danskin").asString(""), Version.number());
    elsewhere("arithmetic", figures.path("environment").path("arithmetic").asString(""), arithmetic);
    plugins(figures.path("environment").path("plugins"));
    elsewhere("JDK", feature(figures.path("environment").path("jdk").asString("")), Integer.toString(Runtime.version().feature()));
  }

  private void elsewhere(String what, String before, String now) {
    if (!before.isEmpty() && !before.equals(now)) {
      elsewhere.add(what + " was '" + before + "', is '" + now + "'");
    }
  }

  /** Plugins whose jars are others now. */
  private void plugins(JsonNode before) {
    Map<String, String> now = new LinkedHashMap<>();
    PluginVersion.of(composer.registry()).forEach(p -> now.put(p.id(), p.sha256()));
    before.forEach(p -> elsewhere("plugin " + p.path("id").asString("") + " with SHA-256", p.path("sha256").asString(""),
        now.getOrDefault(p.path("id").asString(""), "not there")));
  }

  /** The number of a JDK in {@code VENDOR VERSION}. */
  private static String feature(String jdk) {
    String version = jdk.substring(jdk.lastIndexOf(' ') + 1);
    return version.replaceFirst("[^0-9].*", "");
  }

  private void figures(String before, JsonNode expected, JsonNode found) {
    Set<String> except = elsewhere.isEmpty() ? BESIDE : OTHERWISE;
    boolean older = !expected.has("configuration");
    for (Difference d : Difference.between(expected, found, except)) {
      boolean added = older && d.expected().equals("nothing");
      boolean told = d.path().startsWith("files.") || d.path().equals("model.sha256") && !elsewhere.isEmpty();
      if (!added && !told) {
        differences.add(before + "results.json: " + d.path() + " is recorded as " + d.expected() + ", found " + d.found());
      }
    }
    figures += expected.properties().stream().filter(e -> !except.contains(e.getKey())).mapToLong(e -> leaves(e.getValue())).sum();
  }

  private static long leaves(JsonNode node) {
    return node.isContainer() ? node.valueStream().mapToLong(Replay::leaves).sum() : 1;
  }

  private void bytes(String before, Path original, Path repeated, List<String> names) throws IOException {
    for (String name : names) {
      if (!Files.isRegularFile(original.resolve(name))) {
        differences.add(before + name + ": is not in the folder");
        continue;
      }
      long at = Files.mismatch(original.resolve(name), repeated.resolve(name));
      if (at >= 0) {
        differences.add(before + name + ": differs from byte " + at + " on");
      }
    }
  }

  /** The end, as an event. */
  ObjectNode event() {
    ObjectNode fields = Trees.object().put("folder", out.toString()).put("equal", differences.isEmpty());
    list(fields, "differences", differences);
    list(fields, "allowed", allowed);
    list(fields, "elsewhere", elsewhere);
    return fields;
  }

  void print(PrintStream to) {
    elsewhere.forEach(e -> to.println("elsewhere: " + e + "; at most 0.5 % of the examples may be judged otherwise"));
    allowed.forEach(a -> to.println("within that: " + a));
    differences.stream().limit(SHOWN).forEach(to::println);
    if (differences.size() > SHOWN) {
      to.println("… and " + (differences.size() - SHOWN) + " more");
    }
    String same = figures + " figures" + (elsewhere.isEmpty() ? " and all files" : allowed.isEmpty() ? " and all rows" : ", and all rows but " + allowed.size());
    to.println((differences.isEmpty() ? "equal: " + same : "differs: " + differences.size() + " differences") + "; repeated in " + out);
  }

  private static void list(ObjectNode to, String name, Iterable<String> sentences) {
    ArrayNode list = to.putArray(name);
    sentences.forEach(list::add);
  }
}
