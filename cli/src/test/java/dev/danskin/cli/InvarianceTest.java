package dev.danskin.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decision 5 on a pairwise subset: batch size, threads, order and shards change no byte. The whole grid is a slow test. */
@Tag("arithmetic")
class InvarianceTest {
  private static final List<Way> WAYS = List.of(new Way(1, 2, "forward", 1), new Way(7, 1, "reverse", 5), new Way(64, 2, "reverse", 1),
      new Way(512, 1, "forward", 5), new Way(7, 2, "forward", 1), new Way(512, 2, "reverse", 5), new Way(1, 1, "reverse", 1));

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j"})
  void theBytesDoNotDependOnHowTheWorkWasDone(String backend) {
    List<String> request = List.of("--model", "strokes-standard", "--data", "strokes", "--backend", backend, "--examples", "40", "--eps", "0.2", "--attack", "pgd",
        "--set", "attack.pgd.solver.pgd.steps=20", "--set", "attack.pgd.solver.pgd.rate=0.2/15");
    Path reference = new Way(64, 1, "forward", 1).evaluate(request, folder);
    for (Way way : WAYS) {
      way.sameBytes(way.evaluate(request, folder), reference);
    }
  }

  /** Noise before the network, means over draws, votes, targets ranked by noisy logits, and a search for the nearest mistake. */
  @Test
  void norDoTheyOfARandomisedModel() {
    List<String> request = List.of("--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "24", "--eps", "0.15", "--transform",
        "gaussian-noise: {sigma: 0.2}", "--transform", "quantise: {levels: 16}", "--attack", "eot-pgd,mt-pgd,fab,noise",
        "--set", "attack.eot-pgd.solver.pgd.steps=5", "--set", "attack.eot-pgd.samples=3", "--set", "attack.mt-pgd.targets=2", "--set",
        "attack.mt-pgd.attack.max.solver.pgd.steps=4", "--set", "attack.fab.search.fab.steps=3");
    Path reference = new Way(64, 1, "forward", 1).evaluate(request, folder);
    for (Way way : List.of(new Way(1, 2, "reverse", 1), new Way(7, 1, "reverse", 3), new Way(5, 2, "forward", 1))) {
      way.sameBytes(way.evaluate(request, folder), reference);
    }
  }
}
