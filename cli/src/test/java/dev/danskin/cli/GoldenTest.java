package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded network on the embedded data, image by image, on plain Java: the same bytes on every machine and JDK. The
 * expected file is what {@code danskin evaluate} with these options wrote when the arithmetic was last changed on purpose.
 */
@Tag("arithmetic")
class GoldenTest {
  @TempDir
  Path folder;

  @Test
  void perImageResultsAreByteForByteAsRecorded() throws Exception {
    Path out = folder.resolve("run");
    Command c = Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "40", "--eps", "0.1,0.2", "--attack",
        "noise,fgsm,pgd,frank-wolfe", "--seed", "7", "--out", out.toString());
    assertThat(c.status()).as(c.err()).isZero();
    try (InputStream expected = GoldenTest.class.getResourceAsStream("golden-examples.csv")) {
      assertThat(Files.readString(out.resolve("examples.csv")))
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
  }
}
