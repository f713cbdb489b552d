package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.models.onnx.OnnxReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/operators.md lists what is read and what is written, no less and no more. */
class OnnxTableTest {
  @Test
  void theTableOfOperatorsIsTrue() throws Exception {
    Path table = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("operators.md");
    List<String[]> rows = Files.readAllLines(table).stream().filter(line -> line.matches("\\| [A-Z]\\w+ \\| (yes|no) .*"))
        .map(line -> line.split(" *\\| *")).toList();
    assertThat(rows.stream().map(row -> row[1]).toList()).containsExactlyElementsOf(OnnxReader.operators());
    Set<String> written = OnnxOperatorsTest.cases().map(c -> c.operator().type()).collect(Collectors.toCollection(TreeSet::new));
    written.add("Identity");
    assertThat(rows.stream().filter(row -> row[2].equals("yes")).map(row -> row[1]).toList()).containsExactlyElementsOf(written);
  }
}
