package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.bench.suite.BbobReference;
import dev.danskin.bench.suite.MoreWildReference;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.job.Difference;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.Npy;
import dev.danskin.runtime.training.TrainingRequest;
import dev.danskin.testkit.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Damaged and hostile files: whatever is read ends in figures or in one clear sentence, in bounded memory, without hanging.
 * {@code -Ddanskin.fuzz.seed=S} chooses other inputs; a finding names its reader, seed and number, and {@code -Ddanskin.fuzz.only=NUMBER}
 * shows that input alone.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("danskin.fuzz.seed", 1);
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());
  private static final int QUICK = 1_000;
  /** So many readers make more than 10⁶ inputs. */
  private static final int SLOW = 65_000;
  private static final List<String> YAML = List.of("&a ", "*a", "<<: *a", "[", "]", "{", "}", "- ", ": ", "? ", "!!java.io.File x", "!!javax.script.ScriptEngineManager []",
      "|\n", ">\n", "\"", "'", "\\u0000", "\t", "%YAML 1.1\n", "---\n", "...\n", "null", "~", "true", ".inf", ".nan", "0x7fffffff", "1_000", "9999999999999999999999",
      "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n", "steps", "eps", "kind: comparison\n", "8/0", "1e-3",
      "seed: ", "examples: ", "shard: 1/", "attack", "max", "cascade", "threat", "2026-11-25", "\uFEFF", "\u2028", "${eps}");
  private static final List<String> JSON = List.of("[", "]", "{", "}", ":", ",", "\"", "\\", "\\ud800", "null", "true", "1e999", "-0", "1E+400000000", "\"kind\":", "\"attacks\":[",
      "\"evaluations\":{", "\"history\":[{", "NaN", "/*", "//", "{\"a\":", "[[[[", "\"seed\":\"x\",", "\"configuration\":null,");
  private static final List<String> TEXT = List.of(",", ";", "\t", "\n", "\r", "\"", "\"\"", "NaN", "inf", "-", "1e309", "0x10", "é", "\u0000", " ", "1,2,3", "yes", "?", "\uFEFF",
      "99999999999999999999", "fooled", "misclassified", "not-fooled", "1e-320");
  private static final List<String> BYTES = List.of("\0\0\0\0", "\u007f", "\1", "PK", "\u001f\u008b", "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }", "(2147483647, 1)",
      "(0, 0)", "()", "-1", "danskin", "Reshape", "Conv", "Gather", "Slice", "Concat", "x", "y");

  /** Always the same: names of files stand in configurations, and an input is known by its number. */
  private static final Path FOLDER = Path.of("target", "fuzz");
  private static Path job;
  private static Path trained;
  private static List<NamedAttack> attacks;

  /** A reader, what it reads and how it reads it. */
  private record Target(Fuzz fuzz, Fuzz.Reader reader) {
    @Override
    public String toString() {
      return fuzz.name();
    }
  }

  @BeforeAll
  static void jobs() throws IOException {
    if (Files.exists(FOLDER)) {
      try (Stream<Path> files = Files.walk(FOLDER)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
    Files.createDirectories(FOLDER);
    job = FOLDER.resolve("job");
    Path table = Files.writeString(FOLDER.resolve("t.csv"), table());
    assertThat(Command.run("train", "--defense", "standard", "--architecture", "linear", "--data", "csv:" + table, "--backend", "jvm", "--steps", "10", "--batch-size", "4",
        "--looks", "2", "--eps", "0.1", "--checkpoint", "0", "--threads", "1", "--out", FOLDER.resolve("trained").toString(), "--quiet").status()).isZero();
    trained = FOLDER.resolve("trained");
    assertThat(Command.run("evaluate", "--model", trained.resolve("model.onnx").toString(), "--data", "csv:" + table, "--backend", "jvm", "--examples", "8", "--eps", "0.1,0.4",
        "--attack", "fgsm,mt-pgd", "--threads", "1", "--out", job.toString(), "--quiet").status()).isZero();
    attacks = new Folder(job).request(COMPOSER).attacks();
  }

  private static String table() {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      s.append(i % 3 / 2.0).append(',').append(i % 5 / 4.0).append(',').append(i % 2 == 0 ? "no" : "yes").append('\n');
    }
    return s.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(FOLDER.resolve("fuzz-" + name), bytes);
  }

  private static Target target(String name, List<byte[]> valid, List<String> tokens, long bytesPerByte, Fuzz.Reader reader) {
    return new Target(new Fuzz(name, SEED, valid, tokens, Set.of(RequestException.class), bytesPerByte), reader);
  }

  static Stream<Target> targets() throws IOException {
    return Stream.of(configurations(), results(), data(), records(), networks(), references()).flatMap(s -> s);
  }

  // ---- configurations ----

  private static final String SHORT = """
      eps: [8/255]
      model: [strokes-standard]
      data: strokes
      examples: 4
      seed: 7
      budget: {forward: 100, decisions: 5}
      transform: [{quantise: {levels: 8}}]
      attack:
        pgd: {solver: {pgd: {steps: 3}}}
        mine: {max: {threat: {l2: {eps: 1.5}}, loss: margin, solver: {frank-wolfe: {steps: 4}}}}
      """;
  private static final String DOMAIN = """
      table:
        header: auto
        columns:
          - drop: {columns: [id]}
          - numeric: {columns: [age], lower: 20, upper: 70, fixed: true}
          - numeric: {columns: ["income, net"], scale: unit}
          - categorical: {columns: [colour]}
          - categorical: {columns: [5], categories: ["yes", "no", unknown], fixed: true}
          - target: {columns: [risk]}
      """;

  private static Stream<Target> configurations() throws IOException {
    String evaluation = Files.readString(job.resolve("config.yaml"));
    String training = Files.readString(trained.resolve("config.yaml"));
    List<byte[]> yaml = List.of(utf8(SHORT), utf8(evaluation), utf8(training), utf8("attack: pgd\neps: 1\ndata: strokes\ndomain:\n" + DOMAIN.indent(2)));
    List<byte[]> json = List.of(utf8(Trees.json(Trees.parse(SHORT, "s"))), utf8(Trees.json(Trees.parse(training, "s"))));
    // Each byte may name another attack, which is built from a preset before all of them are looked at together.
    return Stream.of(target("yaml", yaml, YAML, 100_000, b -> configuration(file("c.yaml", b))), target("json", json, JSON, 100_000, b -> configuration(file("c.json", b))));
  }

  private static void configuration(Path file) throws IOException {
    JsonNode tree = Trees.read(file);
    switch (tree.path("kind").asString("")) {
      case "training" -> TrainingRequest.of(tree, COMPOSER, "c").tree(COMPOSER, "1");
      case "evaluation" -> Request.of(tree, COMPOSER, "c").tree(COMPOSER, "1");
      case "comparison" -> Comparison.requests(COMPOSER, tree, "c");
      default -> {
        EvaluateCommand command = new EvaluateCommand();
        command.config = file;
        new Plan(COMPOSER).of(command);
      }
    }
  }

  // ---- what a job leaves ----

  private static Stream<Target> results() throws IOException {
    JsonNode expected = Trees.read(job.resolve("results.json"));
    List<byte[]> valid = List.of(figures(job), figures(trained));
    return Stream.of(target("results", valid, JSON, 8000, b -> {
      Path of = Files.createDirectories(FOLDER.resolve("fuzz-results"));
      Files.write(of.resolve("results.json"), b);
      Recorded r = Recorded.of(of).whole();
      Difference.between(expected, r.results(), Set.of("timings"));
      Difference.between(r.results(), expected, Set.of("timings"));
      r.text("model", "sha256");
      switch (r.kind()) {
        case "training" -> new TrainingCheck(COMPOSER, r, "jvm").looks();
        case "comparison" -> Comparison.requests(COMPOSER, r.configuration(), r.where());
        default -> Request.of(r.configuration(), COMPOSER, r.where());
      }
    }), target("examples", List.of(Files.readAllBytes(job.resolve("examples.csv"))), TEXT, 1000, b -> {
      Path of = Files.createDirectories(FOLDER.resolve("fuzz-examples"));
      Files.write(of.resolve("examples.csv"), b);
      Files.write(of.resolve("adversarial.ids.csv"), b);
      new Folder(of).adversarialIds();
      new Folder(of).examples();
    }), target("npy", List.of(Files.readAllBytes(job.resolve("adversarial.npy")), npy()), BYTES, 1000, b -> Npy.read(file("a.npy", b))),
        target("times", List.of(utf8("function,dimension,target,ert,successes,trials\n1,2,1e-8,25.5,15,15\n24,5,1e-1,inf,0,15\n")), TEXT, 1000,
            b -> dev.danskin.bench.experiment.ReferenceTimes.read(file("times.csv", b))));
  }

  /** But for what is another each time. */
  private static byte[] figures(Path of) throws IOException {
    ObjectNode tree = (ObjectNode) Trees.read(of.resolve("results.json"));
    tree.remove(List.of("timings", "environment"));
    return utf8(Trees.json(tree));
  }

  private static byte[] npy() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, List.of(new float[12], new float[12]), new int[] {3, 4});
    return out.toByteArray();
  }

  private static Stream<Target> records() throws IOException {
    byte[] journal = Files.readAllBytes(job.resolve("journal"));
    List<byte[]> entries = Journal.read(job.resolve("journal"));
    String identity = Folder.identity(entries);
    Snapshot snapshot = Snapshot.EMPTY.with("identity", new String[] {"a", "b"}).with("losses", new double[] {1, 2, 3}).with("looked", 3)
        .with("training", Snapshot.EMPTY.with("point", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)).with("step", 4));
    return Stream.of(target("journal", List.of(journal), BYTES, 1000, b -> {
      Path path = file("journal", b);
      List<byte[]> all = Journal.read(path);
      Folder.sorted(all.subList(Math.min(1, all.size()), all.size()), attacks);
      Journal.open(path, identity).close();
    }), target("piece", entries.subList(1, entries.size()), BYTES, 1000, b -> Folder.sorted(List.of(b), attacks)),
        target("checkpoint", List.of(snapshot.bytes()), BYTES, 1000, b -> taken(Snapshot.of(b))),
        target("checkpoint-with-checksum", List.of(snapshot.bytes()), BYTES, 1000, b -> taken(Snapshot.of(summed(b)))));
  }

  private static void taken(Snapshot s) {
    s.texts("identity", 2);
    s.tensor("losses").toDoubles();
    s.count("looked", 10);
    s.part("training").tensor("point");
    s.part("training").longs("step", 1);
  }

  private static byte[] summed(byte[] b) {
    if (b.length < 4) {
      return b;
    }
    byte[] all = b.clone();
    CRC32C crc = new CRC32C();
    crc.update(all, 0, all.length - 4);
    ByteBuffer.wrap(all).putInt(all.length - 4, (int) crc.getValue());
    return all;
  }

  // ---- data ----

  private static Stream<Target> data() throws IOException {
    byte[] images = new byte[16 + 3 * 4 * 5];
    ByteBuffer.wrap(images).putInt(2051).putInt(3).putInt(4).putInt(5);
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 9};
    byte[] cifar = new byte[2 * 3073];
    Path fine = file("images", images);
    Path named = file("labels", labels);
    String plain = "0.1,0.5,yes\n0.2,0.7,no\n0.9,1.5e-3,yes\n";
    String headed = "age;height;class\n1;2;a\n3;4;b\n";
    String described = "id,age,colour,\"income, net\",married,risk\n7,30,red,1000,yes,low\n8,40,\"gr\"\"een\",2500,no,high\n9,50,blue,4000,no,low\n";
    DataDescription domain = COMPOSER.build(DataDescription.class, Trees.parse(DOMAIN, "d"), "domain");
    return Stream.of(
        target("idx-images", List.of(images, zipped(images)), BYTES, 4000, b -> opened("idx:" + file("i", b) + "," + named)),
        target("idx-labels", List.of(labels, zipped(labels)), BYTES, 4000, b -> opened("idx:" + fine + "," + file("l", b))),
        target("cifar", List.of(cifar, zipped(cifar)), BYTES, 4000, b -> opened("cifar10:" + file("cifar.bin", b))),
        target("csv", List.of(utf8(plain), utf8(headed)), TEXT, 4000, b -> opened("csv:" + file("f.csv", b))),
        target("tsv", List.of(utf8(plain.replace(',', '\t'))), TEXT, 4000, b -> opened("tsv:" + file("f.tsv", b))),
        target("table", List.of(utf8(described)), TEXT, 4000, b -> looked(domain.open("csv:" + file("t.csv", b)).data())));
  }

  private static void opened(String source) {
    looked(DataSources.open(source));
  }

  private static void looked(Dataset data) {
    data.first(Math.min(3, data.size())).x();
    data.batch(data.size() - 1L);
    data.domain().features();
  }

  // ---- networks ----

  private static Stream<Target> networks() throws IOException {
    List<byte[]> valid = new ArrayList<>(Stream.of(OnnxImportTest.padding(), OnnxImportTest.shapes(), OnnxImportTest.windows()).flatMap(s -> s)
        .map(a -> ((OnnxFile) a.get()[1]).bytes()).toList());
    valid.add(Files.readAllBytes(trained.resolve("model.onnx")));
    return Stream.of(target("onnx", valid, BYTES, 4000, b -> {
      OnnxReader.read(b, "network").describe();
      OnnxReader.read(b, "network").classifier();
    }));
  }

  // ---- reference values of test problems ----

  private static Stream<Target> references() {
    String bbob = "function,instance,dimension,kind,f_opt,f,x\n1,1,2,inside,79.48,103.251677216025,-3.79068 1.567525\n21,3,3,near,1,2,0 -1.5 6\n";
    String problems = "problem,name,n,m,scale,point,f,r_first,r_last,x\n4,rosenbrock,2,2,0,start,24.2,-4.4,2.2,-1.2 1\n11,watson,6,31,0,shifted,1,1,1,1 2 3 4 5 6\n";
    // Each row may be of another function with dense rotations.
    return Stream.of(target("bbob-values", List.of(utf8(bbob)), TEXT, 100_000, b -> BbobReference.of(file("bbob.csv", b)).lines()),
        target("problem-values", List.of(utf8(problems)), TEXT, 10_000, b -> MoreWildReference.of(file("problems.csv", b)).lines()));
  }

  // ---- the two forms ----

  private static void shown(Target target, int inputs) {
    for (byte[] valid : target.fuzz.valid()) {
      assertThatCode(() -> target.reader.read(valid)).as("%s, before it is damaged", target).doesNotThrowAnyException();
    }
    Long only = Long.getLong("danskin.fuzz.only");
    Fuzz.Report report = only == null ? target.fuzz.run(0, inputs, target.reader) : target.fuzz.run(only, only + 1, target.reader);
    System.out.println(target + ": " + report.inputs() + " inputs, " + report.read() + " read, at most " + report.mostBytes() + " bytes, "
        + report.findings().size() + " findings");
    Map<String, String> found = new LinkedHashMap<>();
    report.findings().forEach(f -> found.put(target + ", seed " + SEED + ", input " + f.number() + " of "
        + Arrays.hashCode(target.fuzz.input(f.number())), f.what()));
    assertThat(found).isEmpty();
    assertThat(report.read()).as("inputs that are read in spite of all").isBetween(only == null ? 1L : 0L, report.inputs());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void someHostileInputsAreReadOrRefusedInASentence(Target target) {
    shown(target, QUICK);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("targets")
  void aMillionHostileInputsAreReadOrRefusedInASentence(Target target) {
    shown(target, Integer.getInteger("danskin.fuzz.inputs", SLOW));
  }
}
