package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code evaluate}, {@code check}, {@code merge} and their files, as a user meets them. */
class EvaluateTest {
  @TempDir
  static Path folder;
  private static Path job;
  private static Command first;

  @BeforeAll
  static void evaluate() {
    job = folder.resolve("job");
    first = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "30", "--eps", "0.2", "--attack", "noise,fgsm,pgd", "--set",
        "attack.pgd.solver.pgd.steps=15", "--set", "attack.pgd.solver.pgd.rate=0.2/8", "--out", job.toString());
  }

  private static JsonNode results(Path of) throws IOException {
    return Trees.parse(Files.readString(of.resolve("results.json")), "results.json");
  }

  @Test
  void theTableAndTheFilesAgree() throws IOException {
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out()).contains("strokes-standard on strokes, 30 examples").contains("(clean)").contains("pgd").contains("(worst case)");
    JsonNode r = results(job);
    assertThat(r.propertyNames()).containsExactly("danskin", "kind", "seed", "backend", "model", "data", "clean", "attacks", "worstCase",
        "ladder", "optimality", "flags", "verdict", "configuration", "timings", "environment", "files");
    assertThat(r.path("clean").path("correct").asInt()).isEqualTo(30);
    assertThat(r.path("attacks").size()).isEqualTo(3);
    List<String> rows = Files.readAllLines(job.resolve("examples.csv"));
    assertThat(rows).hasSize(91);
    long robust = rows.stream().filter(l -> l.contains(",pgd,") && l.contains(",not-fooled,")).count();
    assertThat(r.path("attacks").get(2).path("robust").asLong()).isEqualTo(robust);
    assertThat(robust).isBetween(0L, 25L);
    assertThat(Files.readString(job.resolve("report.html"))).contains("<svg").contains("data:image/png").doesNotContain("<script")
        .doesNotContain("http");
  }

  @Test
  void theSameRunGivesTheSameBytesButForTimings() throws IOException {
    Path again = folder.resolve("again");
    Command c = Command.run("evaluate", "--config", job.resolve("config.yaml").toString(), "--out", again.toString());
    assertThat(c.status()).as(c.err()).isZero();
    for (String file : List.of("examples.csv", "adversarial.npy", "adversarial.ids.csv", "config.yaml", "report.html")) {
      assertThat(Files.readAllBytes(again.resolve(file))).as(file).isEqualTo(Files.readAllBytes(job.resolve(file)));
    }
    ObjectNode a = (ObjectNode) results(job);
    ObjectNode b = (ObjectNode) results(again);
    a.remove(List.of("timings", "environment"));
    b.remove(List.of("timings", "environment"));
    assertThat(a.toString()).isEqualTo(b.toString());
  }

  @Test
  void checkHoldsAndRefutesWhatWasDoctored() throws IOException {
    assertThat(Command.run("check", job.toString()).out()).startsWith("holds: 30 examples, 3 attacks");
    refuted("results.json", "\"robust\" : ", "\"robust\" : 1", "results.json: attacks");
    refuted("examples.csv", ",fooled,", ",not-fooled,", "is not a fooled row");
    Path copy = copy("npy");
    byte[] npy = Files.readAllBytes(copy.resolve("adversarial.npy"));
    npy[npy.length - 1] ^= 0x40;
    Files.write(copy.resolve("adversarial.npy"), npy);
    Command c = Command.run("check", copy.toString());
    assertThat(c.status()).isEqualTo(1);
    assertThat(c.out()).contains("adversarial.npy: example");
  }

  private static void refuted(String file, String what, String by, String sentence) throws IOException {
    Path copy = copy(file);
    Path doctored = copy.resolve(file);
    Files.writeString(doctored, Files.readString(doctored).replaceFirst(what, by));
    Command c = Command.run("check", copy.toString());
    assertThat(c.status()).as(c.out()).isEqualTo(1);
    assertThat(c.out()).contains(sentence).contains("does not hold");
  }

  private static Path copy(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("doctored-" + name));
    try (var files = Files.list(job)) {
      for (Path f : files.toList()) {
        Files.copy(f, copy.resolve(f.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy;
  }

  @Test
  void eventsAreJsonLinesAndJsonIsTheResult() throws IOException {
    Command c = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "5", "--eps", "0.1", "--attack", "fgsm", "--events", "--out",
        folder.resolve("events").toString());
    List<String> lines = c.out().lines().toList();
    assertThat(lines.get(0)).startsWith("{\"type\":\"job\",\"seq\":0,\"time\":\"");
    assertThat(lines.get(1)).startsWith("{\"type\":\"started\",\"seq\":1,\"time\":\"").endsWith(",\"what\":\"evaluation\",\"total\":5}");
    assertThat(Trees.parse(lines.get(lines.size() - 1), "last").path("results").path("kind").asString()).isEqualTo("evaluation");
    Command json = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "5", "--eps", "0.1", "--attack", "fgsm", "--format", "json",
        "--out", folder.resolve("json").toString());
    assertThat(Trees.parse(json.out(), "out").path("attacks").get(0).path("name").asString()).isEqualTo("fgsm");
  }

  @Test
  void aShortConfigurationFileNamesPresetsAndChangesThem() throws IOException {
    Path file = folder.resolve("short.yaml");
    Files.writeString(file, """
        eps: [0.1]
        model: strokes-standard
        data: strokes
        examples: 4
        backend: jvm
        attack:
          pgd: {solver: {pgd: {steps: 3}}}
          mine: {max: {threat: {l2: {eps: 1.5}}, loss: margin, solver: {frank-wolfe: {steps: 4}}}}
        """);
    Path out = folder.resolve("short");
    Command c = Command.run("evaluate", "--config", file.toString(), "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    String yaml = Files.readString(out.resolve("config.yaml"));
    assertThat(yaml).contains("steps: 3").contains("frank-wolfe").contains("momentum: 0.0");
    assertThat(Files.readString(out.resolve("examples.csv"))).contains(",mine,1.5,");
  }

  @Test
  void predictDescribeAndListWork() throws IOException {
    Path out = folder.resolve("predictions");
    Command c = Command.run("model", "predict", "strokes-standard", "--data", "strokes", "--examples", "20", "--backend", "jvm", "--out",
        out.toString());
    assertThat(c.out()).startsWith("20 of 20 right");
    List<String> rows = Files.readAllLines(out.resolve("predictions.csv"));
    assertThat(rows.get(0)).startsWith("id,label,output_0,output_1");
    assertThat(rows).hasSize(21);
    assertThat(Command.run("model", "describe", "strokes-standard").out()).contains("Conv").contains("[n, 10]");
    assertThat(Command.run("data", "list").out()).contains("cifar10:FILE");
    assertThat(Command.run("--version").out()).startsWith("danskin ");
  }

  @Test
  void aComparisonResumesWithTheNetworksThatAreMissingAndIsChecked() throws IOException {
    Path out = folder.resolve("compared");
    Command whole = Command.run("evaluate", "--backend", "jvm", "--examples", "12", "--eps", "0.2", "--attack", "fgsm", "--out", out.toString());
    assertThat(whole.status()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("strokes-standard").contains("strokes-hardened").contains("(worst case)");
    assertThat(results(out).path("evaluations").propertyNames()).containsExactly("strokes-standard", "strokes-hardened");
    byte[] rows = Files.readAllBytes(out.resolve("strokes-hardened/examples.csv"));
    try (var files = Files.list(out.resolve("strokes-hardened"))) {
      for (Path f : files.toList()) {
        Files.delete(f);
      }
    }
    assertThat(Command.run("check", out.toString()).status()).isEqualTo(2);
    Command again = Command.run("evaluate", "--backend", "jvm", "--resume", "--out", out.toString());
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo(whole.out());
    assertThat(Files.readAllBytes(out.resolve("strokes-hardened/examples.csv"))).isEqualTo(rows);
    assertThat(Command.run("check", out.toString()).out()).contains("strokes-standard: holds").contains("strokes-hardened: holds");
    Files.writeString(out.resolve("config.yaml"), Files.readString(out.resolve("config.yaml")).replace("strokes-hardened:", "../strokes:"));
    Command outside = Command.run("check", out.toString());
    assertThat(outside.status()).isEqualTo(2);
    assertThat(outside.err()).contains("expected the name of a network, found '../strokes'");
  }

  @Test
  void aDryRunSaysWhatTheAttacksCanCostAndRunsNothing() {
    Path out = folder.resolve("dry");
    Command c = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--attack", "autoattack,pgd", "--eps", "0.1",
        "--examples", "10", "--dry-run", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).containsPattern("autoattack +linf +0.1 +7857 +1900 +78570 +19000").containsPattern("pgd +linf +0.1 +42 +40 +420 +400")
        .containsPattern("\\(all\\) +79000 +19400");
    assertThat(out).doesNotExist();
  }
}
