package dev.danskin.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BbobReferenceTest {
  private static final String HEADER = "function,instance,dimension,kind,f_opt,f,x\n";

  @TempDir
  private Path folder;

  @Test
  void everyRowOfTheReferenceIsMet() throws IOException {
    Check check = BbobReference.of(Shared.file("data/bbob/reference.csv"));
    assertThat(check.rows()).hasSize(1800);
    assertThat(check.lines()).hasSize(1);
    assertThat(check.beyond()).isZero();
    assertThat(check.worst()).isLessThan(1e-9);
  }

  @Test
  void aRowThatDiffersIsNamed() throws IOException {
    BbobFunction f = Bbob.problem(1, 1, 2);
    double v = f.value(new double[2]);
    Check check = BbobReference.of(file("1,1,2,origin," + f.least() + "," + v + ",0 0\n1,1,2,origin," + f.least() + "," + v * (1 + 1e-8) + ",0 0\n"));
    assertThat(check.rows()).hasSize(2);
    assertThat(check.beyond()).isEqualTo(1);
    assertThat(check.worst()).isBetween(0.9e-8, 1.1e-8);
    assertThat(check.lines()).containsExactly("line 3: bbob f1 (sphere), instance 1, 2 dimensions, origin: relative error 1.0e-08",
        "bbob: 2 rows, 1 beyond 1e-09, worst relative error 1.0e-08");
  }

  /** The value itself is good to 1e-9 here, what it is above f_opt is not. */
  @Test
  void closeToTheOptimumTheGapCounts() throws IOException {
    BbobFunction f = Bbob.problem(1, 1, 2);
    double[] x = f.optimum();
    x[0] += 0.01;
    String row = "1,1,2,%s," + f.least() + "," + (f.value(x) + 1e-10) + "," + x[0] + " " + x[1] + "\n";
    assertThat(BbobReference.of(file(row.formatted("inside"))).beyond()).isZero();
    assertThat(BbobReference.of(file(row.formatted("near"))).worst()).isBetween(0.99e-6, 1.01e-6);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "1,1,2,origin,79.48,80; expected 7 fields, found 6",
      "one,1,2,origin,79.48,80,0 0; expected an integer in field 1, found 'one'",
      "1,1,2,origin,x,80,0 0; expected a number, found 'x'",
      "1,1,2,origin,79.48,80,0 0 0; expected 2 coordinates, found 3",
      "25,1,2,origin,79.48,80,0 0; expected a BBOB function from 1 to 24, found 25",
      "1,1,2147483647,origin,79.48,80,0 0; expected 2147483647 coordinates, found 2",
      "1,1,1,origin,79.48,80,0; in 2 to 1000 dimensions, found instance 1 in 1"})
  void damagedRowsAreRefusedBySentences(String row, String sentence) throws IOException {
    Path file = file(row + "\n");
    assertThatThrownBy(() -> BbobReference.of(file)).isInstanceOf(RequestException.class).hasMessageContaining(file + ", line 2: ")
        .hasMessageContaining(sentence).hasMessageEndingWith("; correct the row");
  }

  @Test
  void otherFilesAreRefusedBySentences() throws IOException {
    Path none = folder.resolve("none.csv");
    assertThatThrownBy(() -> BbobReference.of(none)).isInstanceOf(RequestException.class).hasMessageContaining("found no file '" + none + "'");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> BbobReference.of(other)).isInstanceOf(RequestException.class)
        .hasMessageContaining("expected the header function,instance").hasMessageContaining("found 'a,b'");
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    assertThatThrownBy(() -> BbobReference.of(empty)).isInstanceOf(RequestException.class).hasMessageContaining("found an empty file");
    Path bare = file("");
    assertThatThrownBy(() -> BbobReference.of(bare)).isInstanceOf(RequestException.class).hasMessageContaining("nothing to check");
  }

  private Path file(String rows) throws IOException {
    return Files.writeString(folder.resolve("reference.csv"), HEADER + rows);
  }
}
