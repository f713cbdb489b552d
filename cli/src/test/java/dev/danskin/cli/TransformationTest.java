package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code evaluate --transform}: networks with something before them, deterministic or not, from evaluation to check. */
class TransformationTest {
  private static final List<String> NOISE = List.of("--transform", "gaussian-noise: {sigma: 0.3}");

  @TempDir
  Path folder;

  private Path evaluate(String name, String eps, List<String> transform, String attacks, String... more) {
    Path out = folder.resolve(name);
    List<String> args = new ArrayList<>(List.of("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples",
        "60", "--eps", eps, "--attack", attacks, "--out", out.toString()));
    args.addAll(transform);
    args.addAll(Arrays.asList(more));
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    return out;
  }

  private static JsonNode results(Path of) throws IOException {
    return Trees.parse(Files.readString(of.resolve("results.json")), "results.json");
  }

  private static int robust(Path of, int attack) throws IOException {
    return results(of).path("attacks").get(attack).path("robust").asInt();
  }

  private static void holds(Path job) {
    Command c = Command.run("check", job.toString());
    assertThat(c.out()).startsWith("holds: 60 examples");
    assertThat(c.status()).isZero();
  }

  @Test
  void gradientsGoStraightThroughRounding() throws IOException {
    Path bare = evaluate("bare", "0.2", List.of(), "pgd,apgd-ce");
    Path rounded = evaluate("rounded", "0.2", List.of("--transform", "quantise: {levels: 8}"), "pgd,apgd-ce");
    holds(rounded);
    for (int attack = 0; attack < 2; attack++) {
      assertThat(robust(bare, attack)).isLessThan(40);
      assertThat(robust(rounded, attack)).isLessThanOrEqualTo(robust(bare, attack) + 6);
    }
    assertThat(Files.readString(bare.resolve("config.yaml"))).doesNotContain("transform");
    assertThat(Files.readString(rounded.resolve("config.yaml"))).contains("transform:").contains("levels: 8");
    assertThat(results(rounded).path("model").path("transform").get(0).path("quantise").path("levels").asInt()).isEqualTo(8);
    assertThat(Files.readString(rounded.resolve("report.html"))).contains("strokes-standard behind Quantise[levels=8, low=0.0, high=1.0]");
    assertThat(results(rounded).path("flags").toString()).doesNotContain("zero-gradient");
    assertThat(Files.readAllBytes(rounded.resolve("adversarial.npy"))).isNotEqualTo(Files.readAllBytes(bare.resolve("adversarial.npy")));
    // The same rows are not those of the network alone.
    Path config = rounded.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replaceFirst("(?s)  transform:.*?data:", "data:"));
    assertThat(Command.run("check", rounded.toString()).status()).isEqualTo(1);
  }

  @Test
  void aRandomisedModelIsAttackedOverDrawsAndCheckedByItsVotes() throws IOException {
    Path job = evaluate("noisy", "0.2", NOISE, "eot-pgd,noise,fab,apgd-t", "--set", "attack.eot-pgd.solver.pgd.steps=10", "--set",
        "attack.eot-pgd.samples=8", "--set", "attack.fab.search.fab.steps=5", "--set", "attack.apgd-t.targets=2", "--set",
        "attack.apgd-t.attack.max.solver.apgd.steps=5");
    holds(job);
    assertThat(Files.readString(job.resolve("examples.csv"))).doesNotContain("unstable");
    assertThat(robust(job, 0)).isLessThan(robust(job, 1) - 10);
    // More noise, other votes: they are recounted.
    Path config = job.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("sigma: 0.3", "sigma: 3.0"));
    Command c = Command.run("check", job.toString());
    assertThat(c.status()).isEqualTo(1);
    assertThat(c.out()).contains("is predicted");
  }

  @Test
  void aJobGoesOnWithTheModelThatItsFolderNames() throws IOException {
    String[] attack = {"--set", "attack.eot-pgd.solver.pgd.steps=4", "--set", "attack.eot-pgd.samples=2"};
    Path whole = evaluate("whole", "0.2", NOISE, "eot-pgd", attack);
    Path again = folder.resolve("again");
    Command c = Command.run("evaluate", "--config", whole.resolve("config.yaml").toString(), "--out", again.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(again.resolve("adversarial.npy"))).isEqualTo(Files.readAllBytes(whole.resolve("adversarial.npy")));
    byte[] journal = Files.readAllBytes(again.resolve("journal"));
    Files.write(again.resolve("journal"), Arrays.copyOf(journal, journal.length * 2 / 3));
    Command resumed = Command.run("evaluate", "--resume", "--batch", "7", "--out", again.toString());
    assertThat(resumed.status()).as(resumed.err()).isZero();
    for (String file : List.of("examples.csv", "adversarial.npy", "config.yaml")) {
      assertThat(Files.readAllBytes(again.resolve(file))).as(file).isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
    Command other = Command.run("evaluate", "--resume", "--transform", "gaussian-noise: {sigma: 0.1}", "--config", whole.resolve("config.yaml").toString(),
        "--out", again.toString());
    assertThat(other.status()).isEqualTo(2);
  }

  /** Networks beside each other, and seeds, each with its own judge; examples of one network are shown to the other through the noise. */
  @Test
  void randomisedModelsAreComparedAndChecked() {
    Path out = folder.resolve("compared");
    Command c = Command.run("evaluate", "--data", "strokes", "--model", "strokes-standard,strokes-hardened", "--backend", "jvm", "--examples",
        "12", "--eps", "0.2", "--attack", "pgd", "--seed", "1,2", "--transform", "gaussian-noise: {sigma: 0.3}", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("adversarial examples fool");
    Command check = Command.run("check", out.toString());
    assertThat(check.status()).as(check.out()).isZero();
    assertThat(check.out().lines().filter(l -> l.contains(": holds: 12 examples"))).hasSize(4);
  }

  @Test
  void aShortConfigurationFileMayNameThem() throws IOException {
    Path file = folder.resolve("short.yaml");
    Files.writeString(file, """
        eps: 0.1
        model: strokes-standard
        data: strokes
        transform: [{gaussian-noise: {sigma: 0.1}}, {quantise: {levels: 4}}]
        backend: jvm
        attack: fgsm
        """);
    Path out = folder.resolve("short");
    Command c = Command.run("evaluate", "--config", file.toString(), "--examples", "3", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readString(out.resolve("config.yaml"))).containsSubsequence("transform:", "sigma: 0.1", "levels: 4", "low: 0.0", "data:");
  }

  /** The other members of the family find what plain PGD finds; Adam does in the geometry that its scaling is made for. */
  @Test
  void theFamilyOfProjectedGradientsIsOfOneStrength() throws IOException {
    for (String threat : List.of("linf", "l2")) {
      Path job = evaluate(threat, threat.equals("linf") ? "0.12" : "1.6", List.of(), "noise,pgd,pgd-nesterov,pgd-adam,mt-pgd", "--threat", threat,
          "--set", "attack.mt-pgd.targets=3");
      int noise = robust(job, 0);
      int pgd = robust(job, 1);
      assertThat(pgd).isBetween(1, noise - 10);
      assertThat(robust(job, 2)).as("nesterov in %s, pgd %d", threat, pgd).isLessThanOrEqualTo(pgd + 3);
      assertThat(robust(job, 3)).as("adam in %s, pgd %d", threat, pgd).isLessThanOrEqualTo(threat.equals("linf") ? pgd + 3 : noise - 5);
      assertThat(robust(job, 4)).as("towards each class in %s, pgd %d", threat, pgd).isLessThanOrEqualTo(pgd + 1);
    }
  }
}
