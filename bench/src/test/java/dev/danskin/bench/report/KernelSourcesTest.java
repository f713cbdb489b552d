package dev.danskin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hash changes with the sources and with nothing else; what a record says of its circumstances. */
class KernelSourcesTest {
  @TempDir
  Path folder;

  private void sources(String text) throws IOException {
    for (String f : List.of("api/src/main/java/dev/danskin/api/kernel", "api/src/main/java/dev/danskin/api/tensor", "backends/simd/src/main",
        "backends/nd4j/src/main", "backends/jvm/src/main", "models/src/main/java/dev/danskin/models/loops")) {
      Files.writeString(Files.createDirectories(folder.resolve(f)).resolve("A.java"), text);
    }
  }

  @Test
  void theBuildStoresTheHashOfItsSources() throws IOException {
    assertThat(KernelSources.hash()).matches("[0-9a-f]{64}").isEqualTo(KernelSources.hash(Path.of("..")));
  }

  @Test
  void lineEndsDoNotMatterAndContentsDo() throws IOException {
    sources("a\nb\n");
    String hash = KernelSources.hash(folder);
    sources("a\r\nb\r\n");
    assertThat(KernelSources.hash(folder)).isEqualTo(hash);
    Files.writeString(folder.resolve("backends/jvm/src/main/A.java"), "a\nc\n");
    String changed = KernelSources.hash(folder);
    assertThat(changed).isNotEqualTo(hash);
    Files.move(folder.resolve("backends/jvm/src/main/A.java"), folder.resolve("backends/jvm/src/main/B.java"));
    assertThat(KernelSources.hash(folder)).isNotEqualTo(changed);
  }

  @Test
  void theMachineIsWhatTheSystemSays() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("proc")).resolve("cpuinfo"), "processor\t: 0\nmodel name\t: Some CPU\n");
    Path cache = Files.createDirectories(folder.resolve("sys/devices/system/cpu/cpu0/cache/index0"));
    Files.writeString(cache.resolve("level"), "1\n");
    Files.writeString(cache.resolve("type"), "Data\n");
    Files.writeString(cache.resolve("size"), "48K\n");
    assertThat(Machine.of(folder).processor()).isEqualTo("Some CPU");
    assertThat(Machine.of(folder).caches()).containsExactly("L1 data 48K");
    assertThat(Machine.of(folder.resolve("elsewhere")).caches()).isEmpty();
    assertThat(Machine.of(folder.resolve("elsewhere")).processor()).isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void theCommitIsReadFromGitsFiles() throws IOException {
    String commit = "0123456789".repeat(4);
    Checkout checkout = new Checkout(folder);
    assertThat(checkout.commit()).isEmpty();
    Path git = Files.createDirectories(folder.resolve(".git"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    assertThat(checkout.commit()).isEmpty();
    Files.writeString(git.resolve("packed-refs"), "# pack-refs\n" + commit + " refs/heads/main\n");
    assertThat(checkout.commit()).hasValue(commit);
    Files.writeString(Files.createDirectories(git.resolve("refs/heads")).resolve("main"), "f".repeat(40) + "\n");
    assertThat(checkout.commit()).hasValue("f".repeat(40));
    Files.writeString(git.resolve("HEAD"), commit + "\n");
    assertThat(checkout.commit()).hasValue(commit);
  }

  @Test
  void aLinkedWorkingTreeIsFollowed() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("main/.git/worktrees/w"));
    Path work = Files.createDirectories(folder.resolve("w"));
    Files.writeString(work.resolve(".git"), "gitdir: " + tree.toAbsolutePath() + "\n");
    Files.writeString(tree.resolve("HEAD"), "ref: refs/heads/w\n");
    Files.writeString(tree.resolve("commondir"), "../..\n");
    Files.writeString(Files.createDirectories(folder.resolve("main/.git/refs/heads")).resolve("w"), "a".repeat(40) + "\n");
    assertThat(new Checkout(work).commit()).hasValue("a".repeat(40));
  }

  @Test
  void flagsFollowTheVersionOfTheJdk() {
    List<String> given = List.of("-Xmx1g", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    assertThat(new Jdk(folder, 17).flags(given)).containsExactly("-Xmx1g");
    assertThat(new Jdk(folder, 25).flags(List.of())).containsExactly("--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }
}
