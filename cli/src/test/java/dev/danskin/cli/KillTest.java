package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation that is killed, or stopped by the person, loses nothing that was done and ends with the same bytes. */
class KillTest {
  private static final List<String> JOB = List.of("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "60", "--eps", "0.2", "--attack", "pgd",
      "--batch", "4", "--threads", "2");

  @TempDir
  Path folder;

  private static Process start(Path out, Path log) throws IOException {
    List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "dev.danskin.cli.Main"));
    line.addAll(JOB);
    line.addAll(List.of("--out", out.toString()));
    return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Waits until a few batches are in the journal, but not all. */
  private static void awaitSome(Path out, Process process) throws Exception {
    Path journal = out.resolve("journal");
    for (int i = 0; i < 3000 && process.isAlive(); i++) {
      if (Files.exists(journal) && Files.size(journal) > 8000) {
        return;
      }
      Thread.sleep(10);
    }
  }

  private byte[] whole() throws IOException {
    Path out = folder.resolve("whole");
    List<String> args = new ArrayList<>(JOB);
    args.addAll(List.of("--out", out.toString()));
    assertThat(Command.run(args.toArray(String[]::new)).status()).isZero();
    return Files.readAllBytes(out.resolve("examples.csv"));
  }

  @Test
  void killedAndResumedGivesTheSameBytes() throws Exception {
    Path out = folder.resolve("killed");
    Process process = start(out, folder.resolve("killed.log"));
    awaitSome(out, process);
    process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    assertThat(out.resolve("examples.csv")).doesNotExist();
    byte[] torn = Files.readAllBytes(out.resolve("journal"));
    Files.write(out.resolve("journal"), java.util.Arrays.copyOf(torn, torn.length - 3));
    Command c = Command.run("evaluate", "--resume", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(out.resolve("examples.csv"))).isEqualTo(whole());
  }

  @Test
  void interruptedExitsWithThreeAndKeepsWhatWasDone() throws Exception {
    Path out = folder.resolve("stopped");
    Process process = start(out, folder.resolve("stopped.log"));
    awaitSome(out, process);
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("stopped.log"))).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("stopped.log"))).contains("are kept").contains("go on with: danskin evaluate --resume --out");
    Command c = Command.run("evaluate", "--resume", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(Files.readAllBytes(out.resolve("examples.csv"))).isEqualTo(whole());
  }

  @Test
  void aJobThatIsAnotherIsRefused() {
    Path out = folder.resolve("job");
    assertThat(Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "3", "--eps", "0.1", "--attack", "fgsm", "--out", out.toString())
        .status()).isZero();
    Command again = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "3", "--eps", "0.1", "--attack", "fgsm", "--out", out.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("holds a job already");
    Command other = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "3", "--eps", "0.3", "--attack", "fgsm", "--resume", "--out",
        out.toString());
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("found that of another").doesNotContain("\tat ");
  }
}
