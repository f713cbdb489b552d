package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link Fuzz} finds what is planted in readers, and gives an input again by its number. */
class FuzzHarnessTest {
  private static final Fuzz FUZZ = new Fuzz("planted", 7, List.of("a=1;b=2;".getBytes(StandardCharsets.UTF_8), new byte[40]), List.of("[", "null"), Set.of(), 1000);

  private static List<String> found(Fuzz.Reader reader) {
    return FUZZ.run(0, 300, reader).findings().stream().map(Fuzz.Finding::what).toList();
  }

  /** Something that a few inputs have. */
  private static boolean odd(byte[] input) {
    return input.length % 5 == 3;
  }

  @Test
  void aReaderThatReadsOrRefusesInASentenceIsNotBlamed() {
    Fuzz.Report report = FUZZ.run(0, 300, input -> {
      if (odd(input)) {
        throw new IOException("expected a length that is not 3 more than a multiple of 5, found " + input.length);
      }
    });
    assertThat(report.findings()).isEmpty();
    assertThat(report.inputs()).isEqualTo(300);
    assertThat(report.read()).isBetween(1L, 299L);
  }

  @Test
  void whatIsPlantedIsFound() {
    assertThat(found(input -> {
      if (odd(input)) {
        throw new IllegalStateException("a state");
      }
    })).singleElement().asString().startsWith("java.lang.IllegalStateException: a state at ");
    assertThat(found(input -> {
      if (odd(input)) {
        throw new IllegalArgumentException("Index 5 out of bounds for length 5");
      }
    })).hasSize(1);
    assertThat(found(input -> {
      if (odd(input)) {
        throw new IllegalArgumentException();
      }
    })).hasSize(1);
    assertThat(found(input -> Integer.parseInt(new String(input, StandardCharsets.UTF_8)))).isNotEmpty();
    assertThat(found(FuzzHarnessTest::endless)).singleElement().asString().startsWith("java.lang.StackOverflowError");
    assertThat(found(input -> assertThat(new byte[odd(input) ? 8 << 20 : 1]).isNotEmpty())).singleElement().asString().startsWith("allocated ");
  }

  private static void endless(byte[] input) {
    if (odd(input)) {
      endless(input);
    }
  }

  @Test
  void whatHangsIsGivenUpAndSaysWhere() {
    Fuzz.Report report = FUZZ.run(0, 300, 0.3, input -> {
      while (odd(input)) {
        Thread.onSpinWait();
      }
    });
    assertThat(report.findings()).singleElement().satisfies(f -> {
      assertThat(f.what()).startsWith("took more than 0.3 seconds, at [");
      assertThat(odd(FUZZ.input(f.number()))).isTrue();
    });
  }

  @Test
  void anInputIsKnownByItsNumber() {
    for (long k = 0; k < 50; k++) {
      assertThat(FUZZ.input(k)).isEqualTo(FUZZ.input(k));
    }
    assertThat(FUZZ.input(3)).isNotEqualTo(FUZZ.input(4));
  }
}
