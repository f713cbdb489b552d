package dev.danskin.backends.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interpreted, compiled quickly and compiled well, kernels give the same bits, while the compilers take over too. */
@Tag("arithmetic")
class CompiledBitsTest {
  private static String digest(String kernels, int rounds, String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
        "jdk.incubator.vector"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Digest.class.getName(),
        kernels, Integer.toString(rounds)));
    Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(child.waitFor()).as("%s", command).isZero();
    return out;
  }

  @ParameterizedTest
  @CsvSource({"plain, 8000", "simd, 8000"})
  void theBitsAreThoseOfTheDefinitionInterpreted(String kernels, int rounds) throws Exception {
    assumeTrue(kernels.equals("plain") || Lanes.wideEnough(), "this processor has no vectors of 256 bits");
    String expected = digest("plain", 1, "-Xint");
    assertThat(expected).matches("[0-9a-f]+");
    assertThat(digest(kernels, 2, "-Xint")).isEqualTo(expected);
    assertThat(digest(kernels, 300, "-XX:TieredStopAtLevel=1")).isEqualTo(expected);
    assertThat(digest(kernels, rounds)).isEqualTo(expected);
  }
}
