package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Parameters;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.config.Trees;
import dev.danskin.testkit.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code train} and its files, as a user meets them. */
class TrainTest {
  private static final List<String> JOB = List.of("train", "--defense", "at", "--eps", "0.1", "--architecture", "mlp", "--backend", "jvm",
      "--steps", "24", "--batch-size", "128", "--examples", "60", "--looks", "3", "--set", "defense.at.inner.max.solver.pgd.steps=3");

  @TempDir
  Path folder;

  private static List<String> job(Path out, String... more) {
    List<String> args = new ArrayList<>(JOB);
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return args;
  }

  private Path trained(String name, String... more) {
    Path out = folder.resolve(name);
    Command c = Command.run(job(out, more).toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    return out;
  }

  private static JsonNode results(Path out) throws IOException {
    return Trees.parse(Files.readString(out.resolve("results.json")), "results.json");
  }

  @Test
  void theFilesAgreeAndTheNetworkIsAnOnnxFileThatOthersRead() throws Exception {
    Path out = trained("whole");
    JsonNode r = results(out);
    assertThat(r.path("kind").asString()).isEqualTo("training");
    assertThat(r.path("history").size()).isEqualTo(3);
    assertThat(r.path("history").get(2).path("step").asInt()).isEqualTo(24);
    assertThat(r.path("history").get(2).path("clean").asDouble()).isGreaterThan(0.6);
    assertThat(r.path("history").get(2).path("loss").asDouble()).isLessThan(r.path("history").get(0).path("loss").asDouble());
    assertThat(Files.readString(out.resolve("report.html"))).contains("<svg").doesNotContain("<script").doesNotContain("http");
    byte[] model = Files.readAllBytes(out.resolve("model.onnx"));
    Tensor x = Tensors.uniform(new Random(1), 0, 1, DType.FLOAT32, 20, 1, 28, 28);
    OnnxRuntime.agrees(OnnxReader.read(model, "model").graph(), model, x, "the trained network");
    Path again = folder.resolve("again");
    Command c = Command.run("train", "--config", out.resolve("config.yaml").toString(), "--backend", "jvm", "--threads", "1", "--out", again.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(again.resolve("model.onnx"))).isEqualTo(model);
    Command evaluated = Command.run("evaluate", "--model", out.resolve("model.onnx").toString(), "--data", "strokes", "--examples", "60", "--eps",
        "0.1", "--attack", "fgsm", "--out", folder.resolve("evaluated").toString());
    assertThat(evaluated.status()).as(evaluated.err()).isZero();
  }

  private Path normalized(String name, String architecture, String steps) {
    Path out = folder.resolve(name);
    Command c = Command.run("train", "--defense", "standard", "--architecture", architecture, "--backend", "nd4j", "--steps", steps,
        "--batch-size", "80", "--examples", "32", "--looks", "1", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    return out.resolve("model.onnx");
  }

  /** The elements of θ that are not trained. */
  private static double[] statistics(Parameters parameters) {
    double[] theta = parameters.theta().toDoubles();
    return parameters.blocks().stream().filter(b -> !b.trained())
        .flatMapToDouble(b -> Arrays.stream(theta, b.offset(), b.offset() + b.size())).toArray();
  }

  @Test
  void aNetworkWithBatchNormalizationIsWrittenWithItsRunningStatisticsAndTrainedOn() throws Exception {
    Tensor x = Tensors.uniform(new Random(1), 0, 1, DType.FLOAT32, 5, 1, 28, 28);
    Path first = normalized("first", "resnet8", "6");
    Graph begun = OnnxReader.read(Files.readAllBytes(first), "first").graph();
    OnnxRuntime.agrees(begun, Files.readAllBytes(first), x, "the trained network");
    assertThat(statistics(begun.parameters())).hasSize(2 * (3 * 16 + 3 * 32 + 3 * 64)).doesNotContain(0, 1);
    Path second = normalized("second", first.toString(), "1");
    Graph goneOn = OnnxReader.read(Files.readAllBytes(second), "second").graph();
    OnnxRuntime.agrees(goneOn, Files.readAllBytes(second), x, "the network trained on");
    double[] before = statistics(begun.parameters());
    double[] after = statistics(goneOn.parameters());
    assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
    Command c = Command.run("train", "--defense", "standard", "--architecture", "resnet8", "--backend", "nd4j", "--steps", "1", "--batch-size",
        "100", "--out", folder.resolve("refused").toString());
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err()).contains("expected a batch size that is a multiple of 16 for networks with batch normalization, found 36");
  }

  private static Process start(List<String> args, Path log) throws IOException {
    List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "dev.danskin.cli.Main"));
    line.addAll(args);
    return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void awaitCheckpoint(Path out, Process process) throws InterruptedException {
    for (int i = 0; i < 6000 && process.isAlive() && !(Files.exists(out.resolve("checkpoint")) && Files.exists(out.resolve("best.onnx"))); i++) {
      Thread.sleep(10);
    }
  }

  @Test
  void killedOrStoppedAndResumedOnOtherThreadsEndsWithTheSameBytes() throws Exception {
    byte[] whole = Files.readAllBytes(trained("whole").resolve("model.onnx"));
    Path killed = folder.resolve("killed");
    Process process = start(job(killed, "--checkpoint", "0", "--threads", "2"), folder.resolve("killed.log"));
    awaitCheckpoint(killed, process);
    process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    assertThat(killed.resolve("model.onnx")).doesNotExist();
    Command c = Command.run("train", "--resume", "--backend", "jvm", "--threads", "1", "--out", killed.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(killed.resolve("model.onnx"))).isEqualTo(whole);

    Path stopped = folder.resolve("stopped");
    process = start(job(stopped, "--checkpoint", "0", "--threads", "1"), folder.resolve("stopped.log"));
    awaitCheckpoint(stopped, process);
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("stopped.log"))).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("stopped.log"))).contains("the best network so far").contains("best.onnx");
    c = Command.run("train", "--resume", "--backend", "jvm", "--threads", "2", "--out", stopped.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(stopped.resolve("model.onnx"))).isEqualTo(whole);
    assertThat(results(stopped).path("history").toString()).isEqualTo(results(killed).path("history").toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      --defense att                                             | did you mean 'at'
      --seed 1                                                  | --defense: expected a name, found none
      --defense at                                              | defense.at: expected --eps, found none
      --defense at --eps -1                                     | expected a number ≥ 0
      --defense at --eps 0.1 --set defense.at.outer.adam.rtae=3 | defense.at.outer.adam: no key 'rtae'; did you mean 'rate'
      --defense at --eps 0.1 --set attack.pgd.x.y=3             | expected defense.NAME.KEY
      --defense standard --architecture smal-cnn                | did you mean 'small-cnn'
      --defense standard --data csv:nowhere                     | expected a file, found nothing
      --defense standard --steps 0                              | expected at least 1 step, found 0
      --defense standard --epochs 0                             | --epochs: expected at least 1, found 0
      --defense standard --batch-size 0                         | --batch-size: expected at least 1, found 0
      --defense standard --looks 0                              | looks ≥ 1
      --defense standard --rate -1                              | expected a finite rate ≥ 0
      --resume                                                  | holds no training
      --config nowhere.yaml                                     | found no 'nowhere.yaml'
      """)
  void badRequestsAreRefusedInOneSentence(String options, String sentence) {
    List<String> args = new ArrayList<>(List.of("train", "--backend", "jvm", "--out", folder.resolve("x").toString()));
    args.addAll(List.of(options.split(" ")));
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err() + c.out()).isEqualTo(2);
    assertThat(c.err()).contains(sentence).startsWith("danskin: ").doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(c.err().strip().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"strokes-train, strokes", "mnist-train:a-train, mnist:a-train", "mnist-train, mnist", "fashion-mnist-train, fashion-mnist",
      "cifar10-train:x, cifar10:x", "cifar10-train, cifar10", "strokes, ''", "csv:a-train, ''", "mnist:b, ''"})
  void whatIsLookedAtIsTheTestPartOfTheData(String data, String looked) {
    assertThat(TrainCommand.tested(data)).isEqualTo(looked);
  }

  @Test
  void aDamagedCheckpointAndAnotherJobAreRefused() throws IOException {
    Path out = trained("done");
    assertThat(Command.run(job(out).toArray(String[]::new)).err()).contains("holds a job already");
    Files.write(out.resolve("checkpoint"), new byte[] {1, 2, 3});
    Command c = Command.run("train", "--resume", "--backend", "jvm", "--out", out.toString());
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err()).contains("expected a snapshot").doesNotContain("\tat ");
  }
}
