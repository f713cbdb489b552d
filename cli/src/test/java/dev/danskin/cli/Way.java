package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One way of going about an evaluation: none of its parts may show in the results. */
record Way(int batch, int threads, String order, int shards) {
  private static final String[] FILES = {"examples.csv", "adversarial.npy", "adversarial.ids.csv"};

  /** Evaluates in this way, each shard apart and then merged; returns the folder of the whole. */
  Path evaluate(List<String> request, Path folder) {
    String name = batch + "-" + threads + "-" + order + "-" + shards;
    if (shards == 1) {
      return shard(request, "1/1", folder.resolve(name));
    }
    Path merged = folder.resolve(name + "-merged");
    List<String> args = new ArrayList<>(List.of("merge", "--out", merged.toString()));
    for (int i = 1; i <= shards; i++) {
      args.add(shard(request, i + "/" + shards, folder.resolve(name + "-" + i)).toString());
    }
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    return merged;
  }

  private Path shard(List<String> request, String shard, Path out) {
    List<String> args = new ArrayList<>(List.of("evaluate"));
    args.addAll(request);
    args.addAll(List.of("--batch", "" + batch, "--threads", "" + threads, "--order", order, "--shard", shard, "--out", out.toString()));
    Command c = Command.run(args.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
    return out;
  }

  /** Asserts that two folders hold the same results, byte for byte. */
  void sameBytes(Path found, Path expected) {
    try {
      for (String file : FILES) {
        assertThat(Files.readAllBytes(found.resolve(file))).as("%s of %s", file, this).isEqualTo(Files.readAllBytes(expected.resolve(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
