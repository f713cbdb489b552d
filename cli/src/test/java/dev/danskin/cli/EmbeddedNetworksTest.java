package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The networks that come with Danskin: what they are worth, and that they can be made again. */
class EmbeddedNetworksTest {
  @TempDir
  Path folder;

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = Targets.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static int robust(JsonNode evaluation, String attack) {
    for (JsonNode a : evaluation.path("attacks")) {
      if (a.path("name").asString().equals(attack)) {
        return a.path("robust").asInt();
      }
    }
    throw new AssertionError("no attack " + attack);
  }

  /** Standard: right on clean inputs and lost under attack. Hardened: almost as right, and robust. */
  @Test
  void theHardenedNetworkHoldsWhereTheStandardOneFalls() throws Exception {
    Path out = folder.resolve("both");
    Command c = Command.run("evaluate", "--examples", "400", "--eps", "0.25", "--attack", "noise,fgsm,pgd-restarts", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    JsonNode both = Trees.parse(Files.readString(out.resolve("results.json")), "results").path("evaluations");
    JsonNode standard = both.path("strokes-standard");
    JsonNode hardened = both.path("strokes-hardened");
    assertThat(standard.path("clean").path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.98);
    assertThat(robust(standard, "pgd-restarts")).isLessThanOrEqualTo(20);
    assertThat(hardened.path("clean").path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.95);
    assertThat(robust(hardened, "pgd-restarts")).isGreaterThanOrEqualTo(280);
    for (JsonNode network : new JsonNode[] {standard, hardened}) {
      assertThat(robust(network, "noise")).isGreaterThan(robust(network, "fgsm"));
      assertThat(robust(network, "fgsm")).isGreaterThan(robust(network, "pgd-restarts"));
    }
    assertThat(Files.readString(out.resolve("report.html"))).contains("<svg").doesNotContain("<script").doesNotContain("http");
    assertThat(Command.run("check", out.toString()).out()).contains("strokes-standard: holds").contains("strokes-hardened: holds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"strokes-standard", "strokes-hardened"})
  @Tag("slow")
  void trainingByTheCommittedConfigurationGivesTheSameBytes(String name) throws Exception {
    Path config = folder.resolve("config.yaml");
    Files.write(config, resource(name + ".yaml"));
    Path out = folder.resolve(name);
    Command c = Command.run("train", "--config", config.toString(), "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(out.resolve("model.onnx"))).isEqualTo(resource(name + ".onnx"));
    assertThat(resource(name + ".onnx").length).isLessThan(1 << 20);
  }
}
