package dev.danskin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The record as a file, its tables and its chart, and whether it is of the present kernels. */
class MeasurementsTest {
  private static final Path CHECKOUT = Path.of("..");

  @TempDir
  Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Measurements record = Records.of(Records.realistic());
    record.write(folder);
    assertThat(Measurements.read(folder.resolve("measurements.json"))).isEqualTo(record);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("measurements.json", "kernels.md", "kernels.svg");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
      "kind"      | "sort"      | expected the measurements.json
      "jdk" : 25  | "jdk" : "x" | row 1, jdk: expected a whole number, found
      "median"    | "mean"      | row 1, median: expected a number, found nothing
      "kernels"   | "kernel"    | setting, kernels: expected a text
      "jdks"      | "jdk"       | setting, jdks: expected a list
      {           | [           | expected YAML or JSON
      """)
  void refusesWhatIsMalformed(String from, String to, String sentence) throws IOException {
    Path file = folder.resolve("measurements.json");
    Files.writeString(file, Records.of(Records.realistic()).json().replaceFirst(java.util.regex.Pattern.quote(from), to));
    assertThatThrownBy(() -> Measurements.read(file)).isInstanceOf(RequestException.class).hasMessageContaining(sentence);
  }

  @Test
  void tablesHaveARowForEachMeasurement() {
    List<Measurement> rows = Records.realistic();
    String text = new Markdown(Records.of(rows)).text();
    assertThat(text).startsWith("# Kernels, measured\n\n| | |\n| --- | --- |\n| processor | Processor \\| 2, 2 logical |\n");
    assertThat(text.lines().filter(l -> l.matches("\\| .* \\| 1 \\| 25 \\|.*"))).hasSize(rows.size());
    assertThat(text).contains("## pgdStep",
        "| shape | backend | threads | JDK | median | quartiles | GB/s | of roof | × libtorch | first call |",
        "| 64x1x28x28 | simd | 1 | 25 | 3.105 | 3.012 – 3.229 | 259 | 87.0 % | 0.338 | 124.2 |",
        "| madry b100 | libtorch channels_last | 1 | 25 | 58000 | 56260 – 60320 | 1.00 | 2320000 |");
    assertThat(text.indexOf("## copy")).isLessThan(text.indexOf("## pgdStep")).isPositive();
    assertThat(text.indexOf("## gemm")).isLessThan(text.indexOf("## attack"));
    assertThat(columns(text)).as("every row has as many columns as its table's head").isTrue();
  }

  private static boolean columns(String text) {
    int expected = 0;
    for (String line : text.lines().toList()) {
      int bars = line.replace("\\|", "").replaceAll("[^|]", "").length();
      if (bars > 0 && expected > 0 && bars != expected) {
        return false;
      }
      expected = bars;
    }
    return true;
  }

  @Test
  void theChartIsWellFormedAndHasABarForEachBackend() throws Exception {
    List<Measurement> rows = Records.realistic();
    String svg = new Bars(rows).svg();
    Files.writeString(Files.createDirectories(Path.of("target", "report")).resolve("kernels.svg"), svg);
    Element root = parsed(svg);
    assertThat(root.getAttribute("width")).isEqualTo("700");
    long bars = rows.stream().filter(r -> !List.of("roof", "libtorch").contains(r.backend())).filter(r -> !r.measure().equals("attack")).count();
    assertThat(root.getElementsByTagName("title").getLength()).isEqualTo((int) bars);
    assertThat(svg).contains("Time relative to libtorch", "Time relative to the roof", "simd pgdStep 64x1x28x28: 0.34×")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void theChartTakesOneThreadAndTheNewestJdk() throws Exception {
    List<Measurement> rows = List.of(Records.row("threeReadsOneWrite", "1000", "roof", 1, 25, 1), Records.row("relu", "1000", "simd", 1, 25, 2),
        Records.row("threeReadsOneWrite", "1000", "roof", 1, 17, 1), Records.row("relu", "1000", "simd", 1, 17, 3),
        Records.row("threeReadsOneWrite", "1000", "roof", 2, 25, 1), Records.row("relu", "1000", "simd", 2, 25, 5));
    assertThat(parsed(new Bars(rows).svg()).getElementsByTagName("title").getLength()).isEqualTo(1);
    assertThat(new Bars(rows).svg()).contains("simd relu 1000: 4.00×");
  }

  @Test
  void aChartOfNothingIsAChart() throws Exception {
    assertThat(parsed(new Bars(List.of(Records.row("attack", "a<b&c", "nd4j", 1, 25, 3))).svg()).getTagName()).isEqualTo("svg");
    assertThat(parsed(new Bars(List.of()).svg()).getTagName()).isEqualTo("svg");
    List<Measurement> odd = List.of(Records.row("attack", "a<b&c", "nd4j", 1, 25, 3), Records.row("attack", "a<b&c", "libtorch", 1, 25, 3));
    assertThat(parsed(new Bars(odd).svg()).getElementsByTagName("title").getLength()).isEqualTo(1);
  }

  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg))).getDocumentElement();
  }

  @Test
  void aRecordHoldsForTheKernelsItMeasured() {
    Measurements record = Records.of(Records.realistic());
    assertThat(record.holds("a".repeat(64))).isTrue();
    assertThat(record.standing("a".repeat(64)))
        .isEqualTo("current: measured on 2026-11-25T04:31:06Z of kernels aaaaaaaaaaaa, which are those of now");
    assertThat(record.holds("b".repeat(64))).isFalse();
    assertThat(record.standing("b".repeat(64))).startsWith("stale: ").contains("bbbbbbbbbbbb").doesNotContain("\n");
  }

  /** Stale records are told of, not refused: what was measured then stays true of then. */
  @Test
  void theRecordsOfThisCheckoutAreWellFormed() throws IOException {
    try (Stream<Path> folders = Files.list(CHECKOUT.resolve("bench/results"))) {
      for (Path file : folders.map(f -> f.resolve("measurements.json")).filter(Files::exists).sorted().toList()) {
        System.out.println(CHECKOUT.relativize(file) + ": " + Measurements.read(file).standing(KernelSources.hash()));
      }
    }
  }
}
