package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decision 5 on a pairwise subset: batch size, threads, order and shards change no byte. */
@Tag("arithmetic")
class InvarianceTest {
  private static final String[] FILES = {"examples.csv", "adversarial.npy", "adversarial.ids.csv"};

  /** One way of going about the same evaluation. */
  private record Way(int batch, int threads, String order, int shards) {}

  private static final List<Way> WAYS = List.of(new Way(1, 2, "forward", 1), new Way(7, 1, "reverse", 5), new Way(64, 2, "reverse", 1),
      new Way(512, 1, "forward", 5), new Way(7, 2, "forward", 1), new Way(512, 2, "reverse", 5), new Way(1, 1, "reverse", 1));

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j"})
  void theBytesDoNotDependOnHowTheWorkWasDone(String backend) throws IOException {
    Path reference = evaluate(backend, new Way(64, 1, "forward", 1), "1/1", "reference");
    for (Way way : WAYS) {
      Path other = way.shards == 1 ? evaluate(backend, way, "1/1", way.toString()) : merged(backend, way);
      for (String file : FILES) {
        assertThat(Files.readAllBytes(other.resolve(file))).as("%s of %s", file, way).isEqualTo(Files.readAllBytes(reference.resolve(file)));
      }
    }
  }

  private Path evaluate(String backend, Way way, String shard, String name) {
    Path out = folder.resolve(name.replaceAll("[^A-Za-z0-9]", "_"));
    Command c = Command.run("evaluate", "--backend", backend, "--examples", "40", "--eps", "0.2", "--attack", "pgd",
        "--set", "attack.pgd.solver.pgd.steps=20", "--set", "attack.pgd.solver.pgd.rate=0.2/15", "--batch", "" + way.batch, "--threads",
        "" + way.threads, "--order", way.order, "--shard", shard, "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    return out;
  }

  private Path merged(String backend, Way way) {
    List<String> args = new ArrayList<>(List.of("merge", "--out", folder.resolve("merged" + way.batch + way.threads).toString()));
    for (int i = 1; i <= way.shards; i++) {
      args.add(evaluate(backend, way, i + "/" + way.shards, way + "-" + i).toString());
    }
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    return Path.of(args.get(2));
  }
}
