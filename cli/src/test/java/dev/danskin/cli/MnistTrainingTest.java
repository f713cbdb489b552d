package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Adversarial training on MNIST at ε = 0.3 gives robustness that standard training does not; a few minutes. */
@Tag("slow")
class MnistTrainingTest {
  @TempDir
  Path folder;

  private String trained(String defense, String... more) {
    Path out = folder.resolve(defense);
    List<String> args = new ArrayList<>(List.of("train", "--defense", defense, "--data", "mnist-train:" + Shared.file("data/mnist"),
        "--rate", "2e-3", "--looks", "2", "--out", out.toString()));
    args.addAll(List.of(more));
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    return out.resolve("model.onnx").toString();
  }

  @Test
  void theHardenedNetworkHoldsAtThreeTenths() throws IOException {
    String models = trained("at", "--eps", "0.3", "--epochs", "8") + "," + trained("standard", "--epochs", "3");
    Path out = folder.resolve("both");
    Command c = Command.run("evaluate", "--model", models, "--data", "mnist:" + Shared.file("data/mnist"), "--examples", "2000", "--eps", "0.3",
        "--attack", "pgd", "--set", "attack.pgd.answer=last", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    System.out.print(c.out());
    JsonNode both = Trees.parse(Files.readString(out.resolve("results.json")), "results").path("evaluations");
    assertThat(both.path("at").path("clean").path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.965);
    assertThat(both.path("at").path("attacks").get(0).path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.85);
    assertThat(both.path("standard").path("attacks").get(0).path("accuracy").asDouble()).isLessThanOrEqualTo(0.02);
  }
}
