package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Solver;
import dev.danskin.runtime.config.Registry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one sentence that says what was expected and found, exit status 2 or 1, no stack trace, nothing half-written. */
class BadInputTest {
  @TempDir
  static Path folder;

  @BeforeAll
  static void files() throws IOException {
    byte[] onnx = BadInputTest.class.getResourceAsStream("/dev/danskin/cli/strokes-standard.onnx").readAllBytes();
    write("whole.onnx", onnx);
    write("cut.onnx", Arrays.copyOf(onnx, onnx.length / 2));
    write("empty.onnx", new byte[0]);
    write("text.onnx", "not a model".getBytes(StandardCharsets.UTF_8));
    write("images", idx(2051, new int[] {2, 28, 28}, 1568));
    write("labels", idx(2049, new int[] {2}, 2));
    write("labels3", idx(2049, new int[] {3}, 3));
    write("cut-images", Arrays.copyOf(idx(2051, new int[] {2, 28, 28}, 1568), 900));
    write("none-images", idx(2051, new int[] {0, 28, 28}, 0));
    write("cut.gz", Arrays.copyOf(gzip(idx(2051, new int[] {2, 28, 28}, 1568)), 20));
    write("bad.cifar", new byte[3073 * 2 - 1]);
    byte[] label = new byte[3073];
    label[0] = 11;
    write("label.cifar", label);
    write("nan.csv", "1,NaN,a\n2,3,b\n".getBytes(StandardCharsets.UTF_8));
    write("short.csv", "1,2,a\n3,b\n".getBytes(StandardCharsets.UTF_8));
    write("words.csv", "1,x,a\n2,3,b\n".getBytes(StandardCharsets.UTF_8));
    write("one.csv", "1,2,a\n2,3,a\n".getBytes(StandardCharsets.UTF_8));
    write("good.csv", "1,2,a\n2,3,b\n".getBytes(StandardCharsets.UTF_8));
    write("table.yaml", "table: {columns: [{numeric: {columns: [1-2]}}, {target: {columns: [4]}}]}\n".getBytes(StandardCharsets.UTF_8));
    write("bad.yaml", "eps: [0.1\n  x: {".getBytes(StandardCharsets.UTF_8));
    write("key.yaml", "esp: 0.1\n".getBytes(StandardCharsets.UTF_8));
    write("pdg.yaml", ("eps: 0.1\nmodel: strokes-standard\ndata: strokes\nattack: {mine: {max: {threat: {linf: {eps: 0.1}}, solver: {pdg: {rate: 1}}}}, "
        + "other: {max: {threat: {linf: {eps: -1}}, solver: {pgd: {rate: 0.1, stesp: 4}}}}}\n").getBytes(StandardCharsets.UTF_8));
    write("transform.yaml", "eps: 0.1\ntransform: [{quantise: {levels: 4}}, blur]\n".getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(folder.resolve("png/a"));
    write("png/a/x.png", "no picture".getBytes(StandardCharsets.UTF_8));
    write("file", new byte[1]);
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] idx(int magic, int[] extents, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(magic);
      for (int e : extents) {
        out.writeInt(e);
      }
      out.write(new byte[size]);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] b) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(b);
    }
    return bytes.toByteArray();
  }

  /** Options after {@code evaluate --backend jvm --examples 2 --eps 0.1 --attack fgsm}, with @ for the folder; what is said. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      --model @/cut.onnx --data strokes              | cut.onnx: expected
      --model @/empty.onnx --data strokes            | no ONNX model
      --model @/text.onnx --data strokes             | text.onnx: expected
      --model @/missing.onnx --data strokes          | found no file
      --model strokes-standrad --data strokes        | did you mean 'strokes-standard'
      --model @/whole.onnx                           | --data: expected the data
      --model @/whole.onnx --data csv:@/good.csv     | expected data of 784 features
      --data mnist:@/nowhere                         | expected a file, found nothing
      --data idx:@/images,@/labels3                  | expected 2 labels, one for each image, found 3
      --data idx:@/labels,@/images                   | magic number 2051
      --data idx:@/cut-images,@/labels               | cut short or damaged
      --data idx:@/cut.gz,@/labels                   | expected a whole gzip file
      --data idx:@/none-images,@/labels              | the file is empty
      --data idx:@/images                            | expected idx:IMAGES,LABELS
      --data cifar10:@/bad.cifar                     | expected records of 3073 bytes
      --data cifar10:@/label.cifar                   | expected a label from 0 to 9, found 11
      --data cifar10:@/png                           | test_batch.bin.gz: expected a file, found nothing
      --data cifar10-train:@/bad.cifar               | expected a folder with data_batch_1.bin
      --data cifar10-train:@/nowhere                 | expected a folder with data_batch_1.bin
      --data csv:@/nan.csv                           | line 1, column 2: expected a finite number, found 'NaN'
      --data csv:@/short.csv                         | line 2: expected 3 fields, found 2
      --data csv:@/words.csv                         | found 'x'
      --data csv:@/one.csv                           | expected 2 to 1000 classes
      --data png:@/png                               | expected a PNG image
      --data png:@/nowhere                           | expected a folder of folders
      --data storkes                                 | expected one of strokes
      --domain @/nowhere.yaml                        | --domain: expected a file, found no
      --domain @/key.yaml                            | no DataDescription named 'esp'
      --domain @/bad.yaml                            | expected YAML or JSON
      --domain @/table.yaml                          | expected csv:FILE or tsv:FILE
      --data csv:@/good.csv --domain @/table.yaml    | no column '4'
      --data strokes:here                            | expected one of strokes
      --input twice                                  | expected unit, raw or mean
      --input mean=0:0,std=1:1                       | expected means for the channels
      --eps -0.1                                     | expected a number ≥ 0
      --eps lots                                     | expected a number ≥ 0 such as 0.1 or 8/255, found 'lots'
      --examples 0                                   | expected at least 1, found 0
      --examples many                                | Invalid value
      --attack pdg                                   | did you mean 'pgd'
      --threat l3                                    | no threat model named 'l3'
      --transform quantize                           | no Transformation named 'quantize'; did you mean 'quantise'
      --transform quantise                           | --transform.quantise: missing 'levels' (int)
      --transform {"quantise":{"levels":1}}          | --transform.quantise: expected at least 2 levels, found 1
      --transform {"gaussian-noise":{"sigma":-1}}    | --transform.gaussian-noise: expected a finite sigma ≥ 0, found -1.0
      --transform {"gaussian-noise":{"sgima":1}}     | no key 'sgima'; did you mean 'sigma'
      --transform [quantise                          | --transform: expected YAML or JSON, found an error at line
      --config @/transform.yaml                      | transform[1]: no Transformation named 'blur'
      --backend nd5j                                 | did you mean 'nd4j'
      --set attack.fgsm.solver.pgd.stesp=4           | attack.fgsm.solver.pgd: no key 'stesp'; did you mean 'steps'
      --set attack.fgsm.solver.pgd.steps=-3          | expected at least 1 step, found -3
      --set attack.fgsm.solver.pgd.steps=2.5         | expected a whole number
      --set attack.pgd.solver.pgd.steps=4            | no attack named 'pgd' in this evaluation
      --set steps=4                                  | expected attack.NAME.KEY
      --shard 6/5                                    | expected I/N with 1 ≤ I ≤ N
      --shard half                                   | expected I/N, such as 1/5
      --shard 4/5                                    | expected at least one example
      --threads 0                                    | --threads: expected at least 1, found 0
      --batch 0                                      | --batch: expected at least 1, found 0
      --config @/missing.yaml                        | --config: expected a file
      --config @/bad.yaml                            | expected YAML or JSON, found an error at line
      --config @/key.yaml                            | no key 'esp'; did you mean 'eps'
      --out @/file                                   | expected a folder, found a file
      --format xml                                   | expected text or json
      --resume                                       | expected --out FOLDER
      --wrong                                        | Unknown option
      """)
  void evaluateRefuses(String options, String sentence) {
    List<String> args = new ArrayList<>(List.of("evaluate", "--attack", "fgsm", "--backend", "jvm"));
    for (String option : options.strip().split(" ")) {
      args.add(option.replace("@", folder.toString()));
    }
    defaults(args, "--examples", "2");
    defaults(args, "--eps", "0.1");
    defaults(args, "--out", options.contains("--resume") ? null : folder.resolve("out-" + options.hashCode()).toString());
    if (options.contains("--attack") || options.contains("--config")) {
      args.subList(1, 3).clear();
    }
    if (options.contains("--backend")) {
      args.subList(args.indexOf("--backend"), args.indexOf("--backend") + 2).clear();
    }
    refused(Command.run(args.toArray(String[]::new)), sentence, 2);
    assertThat(folder.resolve("out-" + options.hashCode()).resolve("examples.csv")).doesNotExist();
  }

  private static void defaults(List<String> args, String option, String value) {
    if (!args.contains(option) && value != null) {
      args.addAll(List.of(option, value));
    }
  }

  private static void refused(Command c, String sentence, int status) {
    assertThat(c.status()).as(c.err() + c.out()).isEqualTo(status);
    assertThat(c.err()).contains(sentence).startsWith("danskin: ").doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(c.err().strip().lines()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void allErrorsOfAConfigurationAreToldAtOnce() {
    Command c = Command.run("evaluate", "--config", folder.resolve("pdg.yaml").toString(), "--backend", "jvm", "--out",
        folder.resolve("x").toString());
    refused(c, "attack.mine.solver: no Solver named 'pdg'; did you mean 'pgd'? known: "
        + String.join(", ", new TreeSet<>(Registry.ofClassPath().of(Solver.class).keySet())), 2);
  }

  @Test
  void otherCommandsRefuseToo() {
    refused(Command.run("check", folder.resolve("nowhere").toString()), "expected the folder of a job", 2);
    refused(Command.run("merge", folder.resolve("png").toString()), "expected a journal, found nothing", 2);
    refused(Command.run("model", "describe", folder.resolve("cut.onnx").toString()), "cut.onnx: expected", 2);
    refused(Command.run("model", "predict", "strokes-standard", "--data", "strokes", "--examples", "0"), "expected at least 1", 2);
    refused(Command.run("evalaute"), "evaluate", 2);
  }

  @Test
  void aFolderThatCannotBeWrittenIsAFailureInOneSentence() {
    Command c = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "2", "--eps", "0.1", "--attack", "fgsm", "--out", "/proc/nowhere");
    assertThat(c.status()).isIn(1, 2);
    assertThat(c.err()).startsWith("danskin: ").doesNotContain("\tat ");
    assertThat(c.err().strip().lines()).hasSize(1);
  }

  /** A device that is always full stands for a full disk. */
  @Test
  void aFullDiskIsAFailureInOneSentence() throws IOException {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "skipped: needs /dev/full");
    Path out = Files.createDirectories(folder.resolve("full"));
    Files.createSymbolicLink(out.resolve("journal"), full);
    Command c = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "2", "--eps", "0.1", "--attack", "fgsm", "--resume", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isEqualTo(1);
    assertThat(c.err()).startsWith("danskin: reading or writing failed: ").doesNotContain("\tat ");
    assertThat(out.resolve("examples.csv")).doesNotExist();
  }

  @Test
  void verboseAddsTheStackTrace() {
    Command c = Command.run("evaluate", "--model", folder.resolve("cut.onnx").toString(), "--data", "strokes", "--eps", "0.1", "--verbose");
    assertThat(c.err()).contains("\tat ");
  }

  /** Damaged networks end in one sentence, quickly, wherever the damage is. */
  @Test
  void damagedNetworksAreRefusedOrRead() throws IOException {
    byte[] onnx = Files.readAllBytes(folder.resolve("whole.onnx"));
    long seed = 17;
    Random random = new Random(seed);
    for (int trial = 0; trial < 400; trial++) {
      byte[] damaged = trial % 4 == 0 ? Arrays.copyOf(onnx, random.nextInt(onnx.length)) : onnx.clone();
      for (int k = 0; k < 3 && damaged.length > 0; k++) {
        int reach = random.nextBoolean() ? Math.min(damaged.length, 2000) : damaged.length;
        damaged[random.nextInt(reach)] = (byte) random.nextInt();
      }
      try {
        dev.danskin.models.onnx.OnnxReader.read(damaged, "damaged");
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).as("seed %d, trial %d", seed, trial).startsWith("damaged: ");
      }
    }
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Command c = Command.run("evaluate", "--config", folder.resolve("pdg.yaml").toString(), "--out", folder.resolve("none").toString());
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err()).contains("attack.mine.solver: no Solver named 'pdg'; did you mean 'pgd'?")
        .contains("attack.other.solver.pgd: no key 'stesp'; did you mean 'steps'?").contains("attack.other.solver.pgd: missing 'steps' (int)")
        .contains("attack.other.threat.linf: expected");
  }
}
