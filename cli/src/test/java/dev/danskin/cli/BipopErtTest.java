package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The expected running times of BIPOP-CMA-ES in five variables beside those of 2009, 15 trials of up to 2.5 million evaluations: ten seconds. */
@Tag("slow")
class BipopErtTest {
  @TempDir
  Path folder;

  @Test
  void needsASeventhLessThan2009AndSolvesWhatWasSolvedThen() throws IOException {
    Path reference = Shared.file("data/bbob/bipop2009-ert.csv");
    Command c = Command.run("bench", "bbob", "--solver", "bipop-cma-es", "--set", "solver.bipop-cma-es.restarts=14", "--function", "1-3,5-23", "--dimension", "5",
        "--budget", "500000", "--reference", reference.toString(), "--quiet", "--out", folder.resolve("run").toString());
    assertThat(c.status()).as(c.err()).isZero();
    JsonNode found = Trees.read(folder.resolve("run").resolve("results.json")).path("sections").get(0).path("solvers").get(0).path("reference");
    assertThat(found.path("solved").asInt()).isEqualTo(found.path("of").asInt()).isEqualTo(22);
    assertThat(found.path("ratio").asDouble()).isLessThanOrEqualTo(0.85);
  }
}
