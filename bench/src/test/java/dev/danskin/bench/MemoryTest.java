package dev.danskin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of the recorded hour: attacks in a loop, in a process of their own, on a heap of fixed size. */
@Tag("slow")
class MemoryTest {
  @ParameterizedTest
  @ValueSource(strings = {"nd4j", "jvm"})
  void required_memory01_residentMemoryStaysFlat(String backend) throws IOException, InterruptedException {
    Process loop = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m", "-Xmx512m",
        "-XX:+AlwaysPreTouch", "-Dorg.bytedeco.javacpp.nopointergc=true", "-cp", System.getProperty("java.class.path"),
        AttackLoop.class.getName(), backend, "2.05", "0.25")
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = loop.inputReader().lines().toList();
    assertThat(loop.waitFor()).as(lines.toString()).isZero();
    long[] resident = lines.stream().skip(1).mapToLong(l -> Long.parseLong(l.split(",")[1])).toArray();
    assertThat(resident).hasSizeGreaterThanOrEqualTo(7).doesNotContain(-1);
    long early = resident[1];
    long late = Math.max(resident[resident.length - 1], resident[resident.length - 2]);
    assertThat(late).as("resident kB every quarter of a minute: %s", lines).isLessThanOrEqualTo((long) (1.05 * early));
  }
}
