package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code replay}: a job done again has the same figures, and what differs is named. */
class ReplayTest {
  @TempDir
  static Path folder;
  private static Path job;
  private static Path model;

  @BeforeAll
  static void evaluate() throws IOException {
    model = folder.resolve("network.onnx");
    Files.write(model, Targets.bytes("strokes-standard"));
    job = folder.resolve("job");
    Command c = Command.run("evaluate", "--model", model.toString(), "--data", "strokes", "--backend", "jvm", "--examples", "24", "--eps", "0.1,0.2",
        "--attack", "noise,fgsm,pgd", "--set", "attack.pgd.solver.pgd.steps=8", "--seed", "3", "--out", job.toString(), "--quiet");
    assertThat(c.status()).as(c.err()).isZero();
  }

  private static Path copied(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    try (var files = Files.walk(from)) {
      for (Path f : files.toList()) {
        Path target = to.resolve(from.relativize(f).toString());
        if (Files.isDirectory(f)) {
          Files.createDirectories(target);
        } else {
          Files.copy(f, target);
        }
      }
    }
    return to;
  }

  private static void edit(Path file, String what, String by) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  private static Command replay(Path of, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", of.toString(), "--quiet"));
    if (!List.of(more).contains("--out")) {
      args.addAll(List.of("--out", of.resolveSibling(of.getFileName() + "-again").toString()));
    }
    args.addAll(List.of(more));
    return Command.run(args.toArray(String[]::new));
  }

  @Test
  void anEvaluationComesOutAgainByteForByteAndTheOriginalStaysAsItWas() throws IOException {
    List<byte[]> before = contents(job);
    Command c = replay(job);
    assertThat(c.status()).as(c.out() + c.err()).isZero();
    assertThat(c.out()).startsWith("equal: ").contains(" figures and all files");
    assertThat(contents(job)).usingElementComparator(java.util.Arrays::compare).containsExactlyElementsOf(before);
    assertThat(replay(job, "--out", job.resolve("inside").toString()).err()).contains("expected a folder outside that of the job");
    assertThat(replay(job, "--out", folder.resolve("job-again").toString()).err()).contains("holds a job already");
  }

  private static List<byte[]> contents(Path of) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (var files = Files.list(of)) {
      for (Path f : files.sorted().toList()) {
        all.add(Files.readAllBytes(f));
      }
    }
    return all;
  }

  @Test
  void theFiguresAloneSuffice() throws IOException {
    Path copy = copied(job, "alone");
    Files.delete(copy.resolve("config.yaml"));
    assertThat(replay(copy).out()).startsWith("equal: ");
  }

  @Test
  void whatDiffersIsNamedWithWhatWasRecordedAndFound() throws IOException {
    Path copy = copied(job, "doctored");
    JsonNode r = Trees.read(job.resolve("results.json"));
    int robust = r.path("attacks").get(0).path("robust").asInt();
    edit(copy.resolve("results.json"), "\"robust\" : " + robust + ",", "\"robust\" : " + (robust - 1) + ",");
    List<String> rows = Files.readAllLines(copy.resolve("examples.csv"));
    String fooled = rows.stream().filter(l -> l.contains(",pgd,0.2,fooled,")).findFirst().orElseThrow();
    edit(copy.resolve("examples.csv"), fooled, fooled.replace(",fooled,", ",not-fooled,"));
    Command c = replay(copy);
    assertThat(c.status()).isEqualTo(1);
    assertThat(c.out()).contains("results.json: attacks[0] (noise at 0.1).robust is recorded as " + (robust - 1) + ", found " + robust)
        .contains("examples.csv: example " + fooled.split(",")[0] + " under pgd at 0.2: status not-fooled recorded, fooled found")
        .contains("examples.csv: differs from byte").contains("differs: ");
  }

  @Test
  void anotherModelOrOtherDataAreRefusedWithBothDigests() throws IOException {
    Path copy = copied(job, "other-model");
    JsonNode r = Trees.read(job.resolve("results.json"));
    String digest = r.path("model").path("sha256").asString();
    edit(copy.resolve("results.json"), digest, "0".repeat(64));
    Command c = replay(copy);
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err()).contains("model " + model + ": expected SHA-256 " + "0".repeat(64)).contains("found " + digest);
    Path data = copied(job, "other-data");
    edit(data.resolve("results.json"), r.path("data").path("sha256").asString(), "1".repeat(64));
    Command d = replay(data);
    assertThat(d.status()).isEqualTo(2);
    assertThat(d.err()).contains("data strokes: expected SHA-256 " + "1".repeat(64)).contains("found " + r.path("data").path("sha256").asString());
    assertThat(folder.resolve("other-data-again")).doesNotExist();
  }

  @Test
  void elsewhereAFewExamplesMayBeJudgedOtherwiseAndNoMore() throws IOException {
    Command c = replay(job, "--backend", "nd4j", "--out", folder.resolve("elsewhere").toString());
    assertThat(c.out()).contains("elsewhere: arithmetic was 'jvm float32', is 'nd4j").contains("at most 0.5 %");
    assertThat(c.status()).as(c.out()).isZero();
    Path plugged = copied(job, "plugged");
    edit(plugged.resolve("results.json"), "\"plugins\" : [ ", "\"plugins\" : [ {\"id\" : \"acme\", \"sha256\" : \"" + "2".repeat(64) + "\"}, ");
    assertThat(replay(plugged).out()).contains("elsewhere: plugin acme with SHA-256 was '" + "2".repeat(64) + "', is 'not there'").contains("equal: ");
    Path copy = copied(job, "version");
    edit(copy.resolve("results.json"), "\"danskin\" : \"" + Version.number() + "\"", "\"danskin\" : \"0.0.9\"");
    List<String> rows = Files.readAllLines(copy.resolve("examples.csv"));
    String fooled = rows.stream().filter(l -> l.contains(",pgd,0.2,fooled,")).findFirst().orElseThrow();
    edit(copy.resolve("examples.csv"), fooled, fooled.replace(",fooled,", ",not-fooled,"));
    edit(copy.resolve("results.json"), "\"correct\" : ", "\"correct\" : 1");
    Command d = replay(copy);
    assertThat(d.status()).isEqualTo(1);
    assertThat(d.out()).contains("elsewhere: Danskin was '0.0.9', is '" + Version.number() + "'")
        .contains("examples.csv: 1 of 24 examples are judged otherwise, more than 0.5 %").contains("results.json: clean.correct is recorded as 1");
  }

  @Test
  void aComparisonOfNetworksAndSeedsComesOutAgain() throws IOException {
    Path compared = folder.resolve("compared");
    Command c = Command.run("evaluate", "--backend", "jvm", "--examples", "10", "--eps", "0.2", "--attack", "fgsm,noise", "--data", "strokes", "--model",
        "strokes-standard,strokes-hardened", "--seed", "0,1", "--out", compared.toString(), "--quiet");
    assertThat(c.status()).as(c.err()).isZero();
    Command again = replay(compared);
    assertThat(again.out()).as(again.err()).startsWith("equal: ");
    Path copy = copied(compared, "compared-alone");
    Files.delete(copy.resolve("config.yaml"));
    edit(copy.resolve("results.json"), "\"firstOnly\" : 0", "\"firstOnly\" : 7");
    Command doctored = replay(copy);
    assertThat(doctored.status()).isEqualTo(1);
    assertThat(doctored.out()).contains("results.json: mcnemar[0] (linf at 0.2).firstOnly is recorded as 7, found 0");
  }

  @Test
  void aTrainingComesOutAgain() throws IOException {
    Path trained = folder.resolve("trained");
    Command c = Command.run("train", "--defense", "at", "--eps", "0.1", "--architecture", "mlp", "--backend", "jvm", "--steps", "6", "--batch-size", "64",
        "--examples", "40", "--looks", "2", "--set", "defense.at.inner.max.solver.pgd.steps=2", "--out", trained.toString(), "--quiet");
    assertThat(c.status()).as(c.err()).isZero();
    Command again = replay(trained);
    assertThat(again.out()).as(again.err()).startsWith("equal: ").contains("and all files");
    Path copy = copied(trained, "trained-alone");
    Files.delete(copy.resolve("config.yaml"));
    edit(copy.resolve("results.json"), "\"step\" : 3", "\"step\" : 4");
    Command doctored = replay(copy);
    assertThat(doctored.status()).isEqualTo(1);
    assertThat(doctored.out()).contains("results.json: history[0].step is recorded as 4, found 3");
  }

  @Test
  void theEndIsAnEvent() {
    Command c = replay(job, "--events", "--out", folder.resolve("events").toString());
    List<String> lines = c.out().lines().toList();
    JsonNode last = Trees.parse(lines.get(lines.size() - 1), "last");
    assertThat(last.path("type").asString()).isEqualTo("replay");
    assertThat(last.path("equal").asBoolean()).isTrue();
    assertThat(last.path("seq").asLong()).isEqualTo(lines.size() - 1);
  }
}
