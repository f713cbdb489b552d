package dev.danskin.runtime.evaluation;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.Npy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A job's folder: what is read from it and written to it. */
public record Folder(Path path) {
  /**
   * The rows of an evaluation, sorted by id, then attack, with the inputs that fooled the model.
   *
   * @param adversarial for each row x ⊕ δ in C order where fooled, else null
   * @param findings what a look at the model brought to light, each once
   */
  public record Content(List<ExampleRow> rows, List<float[]> adversarial, List<Figures.Flag> findings) {}

  /** The page for people, which only the command writes. */
  public static final String PAGE = "report.html";
  /** What a job leaves beside {@code results.json}, which has their digests, and beside the page. */
  public static final List<String> FILES = List.of("examples.csv", "adversarial.npy", "adversarial.ids.csv");

  /** The files of a job whose figures these are: with the page, unless it was never written. */
  public static List<String> files(JsonNode results) {
    boolean page = results.path("files").has(PAGE) || !results.path("files").isObject();
    return page ? Stream.concat(FILES.stream(), Stream.of(PAGE)).toList() : FILES;
  }

  /** The file {@code journal}, from which the job resumes. */
  public Path journal() {
    return path.resolve("journal");
  }

  /** The file {@code config.yaml}: the request in canonical form. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /**
   * Makes the folder if it is not there.
   *
   * @throws RequestException if there is a file of that name
   */
  public void create() throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new RequestException(path + ": expected a folder, found a file; give another --out");
    }
    Files.createDirectories(path);
  }

  /**
   * The request that this folder's job answers.
   *
   * @throws RequestException if there is no {@code config.yaml}, or naming what is wrong in it
   */
  public Request request(Composer composer) throws IOException {
    if (!Files.isRegularFile(config())) {
      throw new RequestException(path + ": expected the folder of a job with config.yaml, found none");
    }
    return Request.of(Trees.read(config()), composer, config().toString());
  }

  /** Sorts the pieces of a journal. */
  public static Content sorted(List<byte[]> entries, List<NamedAttack> attacks) {
    record Found(ExampleRow row, float[] adversarial) {}
    List<Found> all = new ArrayList<>();
    Set<Figures.Flag> findings = new LinkedHashSet<>();
    for (byte[] entry : entries) {
      Piece piece = Piece.of(entry);
      findings.addAll(piece.findings());
      for (int i = 0; i < piece.rows().size(); i++) {
        all.add(new Found(piece.rows().get(i), piece.adversarial().get(i)));
      }
    }
    all.sort(Comparator.comparingLong((Found f) -> f.row.id()).thenComparing(f -> f.row.attack())
        .thenComparingDouble(f -> f.row.eps()));
    return new Content(all.stream().map(Found::row).toList(), new ArrayList<>(all.stream().map(Found::adversarial).toList()),
        List.copyOf(findings));
  }

  /**
   * The rows in {@code examples.csv}.
   *
   * @throws RequestException naming file and line if it is missing or damaged
   */
  public List<ExampleRow> examples() throws IOException {
    Path file = present("examples.csv");
    List<String> lines = Trees.text(file).lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(ExampleRow.HEADER)) {
      throw new RequestException(file + ": expected the header " + ExampleRow.HEADER);
    }
    List<ExampleRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(ExampleRow.parse(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw new RequestException(file + ", line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return rows;
  }

  /**
   * The inputs in {@code adversarial.npy}, one for each row of {@code adversarial.ids.csv}.
   *
   * @throws RequestException if it is missing or no array of float32
   */
  public List<float[]> adversarial() throws IOException {
    return Npy.read(present("adversarial.npy"));
  }

  /**
   * Id, attack and eps of each stored input.
   *
   * @throws RequestException if the file is missing or no text
   */
  public List<String> adversarialIds() throws IOException {
    return Trees.text(present("adversarial.ids.csv")).lines().skip(1).toList();
  }

  private Path present(String name) {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new RequestException(file + ": expected a file of an evaluation, found nothing; resume the job first");
    }
    return file;
  }

  /** Writes rows and inputs. */
  public void write(Content content, int[] inputShape) throws IOException {
    StringBuilder csv = new StringBuilder(ExampleRow.HEADER).append('\n');
    StringBuilder ids = new StringBuilder("id,attack,eps\n");
    List<float[]> stored = new ArrayList<>();
    for (int i = 0; i < content.rows().size(); i++) {
      ExampleRow r = content.rows().get(i);
      csv.append(r.csv()).append('\n');
      if (content.adversarial().get(i) != null) {
        ids.append(r.id()).append(',').append(r.attack()).append(',').append(r.eps()).append('\n');
        stored.add(content.adversarial().get(i));
      }
    }
    AtomicFiles.write(path.resolve("examples.csv"), csv.toString());
    AtomicFiles.write(path.resolve("adversarial.ids.csv"), ids.toString());
    AtomicFiles.write(path.resolve("adversarial.npy"), out -> Npy.write(out, stored, inputShape));
  }

  /** The content of {@code results.json} but for the digests of files; keys in a fixed order. */
  public static ObjectNode results(Request request, Subject subject, Figures figures, Composer composer,
      Map<String, Evaluation.Cost> costs, double wallSeconds, double cpuSeconds, int threads) {
    ObjectNode tree = Trees.object();
    tree.put("danskin", subject.version()).put("kind", "evaluation").put("seed", request.seed()).put("backend", request.backend());
    ObjectNode model = tree.putObject("model").put("source", request.model()).put("input", request.input());
    request.describe(model, composer);
    model.put("sha256", subject.modelDigest()).put("parameters", subject.parameters());
    tree.putObject("data").put("source", request.data()).put("sha256", subject.dataDigest()).put("examples", figures.examples());
    share(tree.putObject("clean"), "correct", figures.correct(), figures.examples());
    ArrayNode attacks = tree.putArray("attacks");
    figures.attacks().forEach(line -> attack(attacks.addObject(), line, figures.examples(), composer));
    ArrayNode worst = tree.putArray("worstCase");
    for (Figures.WorstCase w : figures.worstCases()) {
      share(worst.addObject().put("threat", w.threat()).put("eps", w.eps()), "robust", w.robust(), figures.examples());
    }
    ArrayNode ladder = tree.putArray("ladder");
    figures.ladder().forEach(r -> ladder.addObject().put("id", r.id()).put("claim", r.claim()).put("holds", r.holds())
        .put("examples", r.examples()).put("found", r.found()));
    ArrayNode optimality = tree.putArray("optimality");
    figures.optimality().forEach(o -> optimality.addObject().put("attack", o.attack()).put("threat", o.threat()).put("value", o.value()));
    ArrayNode flags = tree.putArray("flags");
    figures.flags().forEach(f -> flags.addObject().put("id", f.id()).put("examples", f.examples()).put("advice", f.advice()));
    tree.put("verdict", figures.verdict());
    tree.set("configuration", request.tree(composer, subject.version()));
    ObjectNode timings = tree.putObject("timings").put("wallSeconds", wallSeconds).put("cpuSeconds", cpuSeconds);
    ObjectNode each = timings.putObject("attacks");
    costs.forEach((name, c) -> each.putObject(name).put("wallSeconds", c.wallSeconds() / threads).put("cpuSeconds", c.cpuSeconds()));
    Environment.describe(tree.putObject("environment"), subject.arithmetic(), threads, subject.plugins());
    return tree;
  }

  private static void attack(ObjectNode to, Figures.Line line, int examples, Composer composer) {
    NamedAttack a = line.attack();
    String configuration = composer.render(dev.danskin.api.Attack.class, a.attack()).toString();
    to.put("name", a.name()).put("configuration", configuration).put("threat", Figures.threat(a)).put("eps", a.eps());
    share(to, "robust", line.robust(), examples);
    if (Double.isNaN(line.medianDistance())) {
      to.putNull("medianDistance");
    } else {
      to.put("medianDistance", line.medianDistance());
    }
    to.put("forward", line.forward()).put("backward", line.backward()).put("decisions", line.decisions());
    if (!line.fooledBy().isEmpty()) {
      List<String> names = Parts.names(a.attack(), composer);
      ArrayNode parts = to.putArray("parts");
      for (int i = 0; i < names.size(); i++) {
        parts.addObject().put("name", names.get(i)).put("fooled", line.fooledBy().get(i));
      }
    }
    if (!line.curve().isEmpty()) {
      ArrayNode curve = to.putArray("curve");
      line.curve().forEach(p -> curve.addArray().add(p.eps()).add((double) p.robust() / examples));
    }
  }

  private static void share(ObjectNode to, String name, int hits, int of) {
    Interval interval = Interval.of(hits, of);
    to.put(name, hits).put("accuracy", (double) hits / of);
    to.putArray("interval").add(Math.round(interval.low() * 1e4) / 1e4).add(Math.round(interval.high() * 1e4) / 1e4);
  }

  /**
   * Opens the journal for a job, recording the request beside it.
   *
   * @throws RequestException if the folder belongs to another job or another process writes it
   */
  public Journal open(Request request, Subject subject, Composer composer) throws IOException {
    String yaml = Trees.yaml(request.tree(composer, subject.version()));
    Journal journal = Journal.open(journal(), subject.identity(yaml));
    AtomicFiles.write(config(), yaml);
    return journal;
  }

  /**
   * The identity recorded in the journal, and its entries.
   *
   * @throws RequestException if there is no journal or nothing in it
   */
  public List<byte[]> recorded() throws IOException {
    List<byte[]> all = Journal.read(journal());
    if (all.isEmpty()) {
      throw new RequestException(journal() + ": expected the journal of a job, found an empty or damaged file");
    }
    return all;
  }

  /** The identity line of a recorded journal. */
  public static String identity(List<byte[]> recorded) {
    return new String(recorded.get(0), StandardCharsets.UTF_8);
  }

  /** What the last bits of a recorded journal depended on; empty if it does not say. */
  public static String arithmetic(List<byte[]> recorded) {
    String key = "arithmetic: ";
    return identity(recorded).lines().filter(l -> l.startsWith(key)).map(l -> l.substring(key.length())).reduce((a, b) -> b).orElse("");
  }
}
