package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sanity ladder on the embedded network: what must hold of any sound attack. */
class LadderTest {
  private static final int N = 40;

  @TempDir
  Path folder;

  private int[] robust(String name, String... options) throws IOException {
    Path out = folder.resolve(name);
    java.util.List<String> args = new java.util.ArrayList<>(java.util.List.of("evaluate", "--examples", "" + N, "--out", out.toString()));
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
    int[] r = robust("restarts", "--attack", "pgd,pgd-restarts", "--eps", "0.15");
    assertThat(r[1]).isLessThanOrEqualTo(r[0]);
  }
}
