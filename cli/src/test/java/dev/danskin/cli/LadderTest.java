package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Operator;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Softmax;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The sanity ladder on the embedded network: what must hold of any sound attack. */
class LadderTest {
  private static final int N = 40;

  @TempDir
  Path folder;

  private int[] robust(String name, String... options) throws IOException {
    Path out = folder.resolve(name);
    java.util.List<String> args = new java.util.ArrayList<>(java.util.List.of("evaluate", "--model", "strokes-standard", "--data", "strokes", "--examples", "" + N, "--out", out.toString()));
    args.addAll(java.util.List.of(options));
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    JsonNode attacks = Trees.parse(Files.readString(out.resolve("results.json")), "results").path("attacks");
    int[] robust = new int[attacks.size()];
    java.util.Arrays.setAll(robust, i -> attacks.get(i).path("robust").asInt());
    return robust;
  }

  @Test
  void robustnessFallsFromCleanToNothingAsTheSizeGrows() throws IOException {
    int[] r = robust("sizes", "--attack", "pgd", "--eps", "0,0.05,0.1,0.2,0.4,1");
    assertThat(r[0]).isEqualTo(N);
    for (int i = 1; i < r.length; i++) {
      assertThat(r[i]).isLessThanOrEqualTo(r[i - 1]);
    }
    assertThat(r[r.length - 1]).isLessThanOrEqualTo(N / 10);
  }

  @ParameterizedTest
  @CsvSource({"linf, 0.05:0.1:0.15, noise:fgsm:bim:mim:frank-wolfe:pgd:apgd-ce:apgd-dlr:apgd-t:fab-t:fab:deepfool:fmn:square",
      "l2, 0.75:1.5:2.25, noise:fgsm:bim:mim:frank-wolfe:pgd:apgd-ce:apgd-dlr:apgd-t:fab-t:fab:deepfool:fmn:ddn",
      "l1, 8:16:24, noise:fgsm:bim:mim:frank-wolfe:pgd:apgd-ce:apgd-dlr:apgd-t:fab-t:fab:fmn"})
  void aLargerSizeSavesAtMostOneExampleInAHundred(String threat, String sizes, String attacks) throws IOException {
    robust("monotone", ("--threat " + threat + " --eps " + sizes.replace(':', ',') + " --attack " + attacks.replace(':', ',')
        + (attacks.contains("square") ? " --set attack.square.solver.square.queries=300" : "")).split(" "));
    JsonNode ladder = Trees.parse(Files.readString(folder.resolve("monotone").resolve("results.json")), "results").path("ladder");
    JsonNode rung = ladder.valueStream().filter(r -> r.path("id").asString().equals("monotone")).findFirst().orElseThrow();
    assertThat(rung.path("examples").asInt()).as(rung.path("found").asString()).isLessThanOrEqualTo(Math.max(1, N / 100));
  }

  @Test
  void moreStepsFindMore() throws IOException {
    int[] one = robust("one", "--attack", "bim", "--eps", "0.2", "--set", "attack.bim.solver.pgd.steps=2");
    int[] many = robust("many", "--attack", "bim", "--eps", "0.2", "--set", "attack.bim.solver.pgd.steps=40");
    assertThat(many[0]).isLessThan(one[0]);
  }

  @Test
  void aSearchBeatsNoiseInEveryThreatModel() throws IOException {
    for (String threat : new String[] {"linf --eps 0.2", "l2 --eps 3", "l1 --eps 30", "l0 --eps 40"}) {
      String[] words = ("--threat " + threat + " --attack noise,pgd").split(" ");
      int[] r = robust(threat.substring(0, 4).strip(), words);
      assertThat(r[1]).as(threat).isLessThan(r[0]);
    }
  }

  @Test
  void restartsNeverLose() throws IOException {
    for (String threat : new String[] {"linf --eps 0.15", "l2 --eps 2", "l1 --eps 20", "l0 --eps 25"}) {
      int[] r = robust("restarts-" + threat.substring(0, 4).strip(), ("--threat " + threat + " --attack pgd,pgd-restarts").split(" "));
      assertThat(r[1]).as(threat).isLessThanOrEqualTo(r[0]);
    }
  }

  /** A linear map with weights of the given size, followed by {@code last}, on the drawn digits. */
  private Path network(String name, float size, Operator last) throws IOException {
    Graph.Builder b = Graph.of(1, 28, 28);
    Random random = new Random(5);
    float[] w = new float[7840];
    for (int i = 0; i < w.length; i++) {
      w[i] = size * (float) random.nextGaussian();
    }
    int flat = b.add("flatten", new Reshape(List.of(784)), 0);
    int v = b.add("dense", new Dense(), flat, b.parameter("w", new int[] {784, 10}, w));
    Path file = folder.resolve(name + ".onnx");
    OnnxWriter.write(b.build(last == null ? v : b.add("last", last, v)), file);
    return file;
  }

  private JsonNode flag(String id, Path network) throws IOException {
    Path out = folder.resolve("flag-" + id);
    Command c = Command.run("evaluate", "--model", network.toString(), "--data", "strokes", "--examples", "200", "--eps", "0.1", "--attack",
        "fgsm", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    for (JsonNode flag : Trees.parse(Files.readString(out.resolve("results.json")), "results").path("flags")) {
      if (flag.path("id").asString().equals(id)) {
        assertThat(c.out()).contains("! " + id);
        return flag;
      }
    }
    return Trees.object();
  }

  @Test
  void aSaturatedOutputIsReportedAsZeroGradientsAndNotTakenForRobustness() throws IOException {
    JsonNode flag = flag("zero-gradient", network("saturated", 1e4f, new Softmax(0)));
    assertThat(flag.path("examples").asInt()).isPositive();
    assertThat(flag.path("advice").asString()).contains("margin");
  }

  @Test
  void outputsThatAreNotFiniteAreReportedAndDoNotCountAsRobust() throws IOException {
    JsonNode flag = flag("unstable", network("overflowing", 1e38f, null));
    assertThat(flag.path("examples").asInt()).isPositive();
    String rows = Files.readString(folder.resolve("flag-unstable").resolve("examples.csv"));
    assertThat(rows).doesNotContain(",not-fooled,");
  }
}
