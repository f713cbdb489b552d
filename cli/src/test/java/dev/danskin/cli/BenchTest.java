package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code danskin bench kernels}: a quick run from end to end, its record read again, and what it refuses. Nothing here is timed, so
 * other benchmarks may run meanwhile.
 */
@SetSystemProperty(key = "jmh.ignoreLock", value = "true")
class BenchTest {
  private static final String COPY = "kernels\\.Roofline\\.copy$";

  @TempDir
  Path folder;

  private static Command kernels(String... options) {
    List<String> args = new ArrayList<>(List.of("bench", "kernels"));
    args.addAll(List.of(options));
    return Command.run(args.toArray(String[]::new));
  }

  @Test
  void aQuickRunWritesARecordThatHolds() throws IOException {
    Path out = folder.resolve("out");
    Command c = kernels("--quick", "--only", COPY, "--threads", "1", "--no-first-call", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.err().lines().filter(l -> l.startsWith("time "))).hasSize(3)
        .allMatch(l -> l.matches("time \\d/3: kernels\\.Roofline\\.copy .* µs"));
    assertThat(c.out()).contains("measured: 3");
    assertThat(Files.readString(out.resolve("kernels.md"))).contains("A quick run", "## copy", "| 64x1x28x28 | roof | 1 |");
    assertThat(Files.readString(out.resolve("jmh.log"))).contains("Benchmark: dev.danskin.bench.kernels.Roofline.copy");
    holds(out);
    stale(out);
  }

  private void holds(Path out) throws IOException {
    Path record = out.resolve("measurements.json");
    Command check = kernels("--check", record.toString());
    assertThat(check.status()).isZero();
    assertThat(check.out()).startsWith("current: ").hasLineCount(1);
    String written = Files.readString(out.resolve("kernels.md"));
    Path again = folder.resolve("again");
    assertThat(kernels("--report", record.toString(), "--out", again.toString()).status()).isZero();
    assertThat(Files.readString(again.resolve("kernels.md"))).isEqualTo(written);
    assertThat(again.resolve("kernels.svg")).exists();
  }

  private static void stale(Path out) throws IOException {
    Path record = out.resolve("measurements.json");
    Files.writeString(record, Files.readString(record).replaceFirst("\"kernels\" : \"[0-9a-f]{8}", "\"kernels\" : \"00000000"));
    Command check = kernels("--check", record.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).startsWith("stale: ").hasLineCount(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      --only [                          | --only: expected a regular expression, found '['
      --only nothing                    | found no benchmark for 'nothing'
      --threads 0                       | --threads: expected numbers of at least 1
      --threads many                    | Invalid value
      --jvm @/nowhere                   | --jvm: expected the home of a JDK 17 or newer, found none
      --jvm @/old                       | found version 11
      --jvm @/17                        | --jvm: expected the home of a JDK 17 or newer, found none
      --check @/nowhere.json            | expected a file, found nothing
      --check @/other.json              | expected the measurements.json of danskin bench kernels
      --report @/other.json             | expected the measurements.json of danskin bench kernels
      --report @/other.json --check x   | expected one of them, found both
      --out @/other.json --only copy    | expected a folder, found a file
      --wrong                           | Unknown option
      --peers --only nothing            | expected
      """)
  void refuses(String options, String sentence) throws IOException {
    Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    Files.writeString(Files.createDirectories(folder.resolve("old")).resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertThat(Files.createFile(Files.createDirectories(folder.resolve("old/bin")).resolve("java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(Files.createDirectories(folder.resolve("17")).resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    Command c = kernels(options.strip().replace("@", folder.toString()).split(" "));
    assertThat(c.status()).as(c.err() + c.out()).isEqualTo(2);
    assertThat(c.err()).startsWith("danskin: ").contains(sentence).doesNotContain("\tat ").doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void benchAloneSaysWhatThereIs() {
    assertThat(Command.run("bench").out()).contains("kernels");
  }
}
