package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.models.data.Column;
import dev.danskin.models.data.TableDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of {@code docs/tabular.md} compiles, runs, and is the text between the marks here. */
class TabularDocsTest {
  @Test
  void theJavaOfThePageRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("customers.csv");
    Files.writeString(file, "id,age,income,open,plan,region,left\n1,23,1800,1,basic,north,yes\n2,31,2400,0,plus,south,no\n");
    // begin
    TableDescription customers = TableDescription.of(
        new Column.Numeric(List.of("age"), 18, 90, Column.Scale.UNIT, true),
        new Column.Categorical(List.of("plan"), List.of("basic", "plus", "gold"), false),
        new Column.Target(List.of("left"), List.of("no", "yes")),
        new Column.Dropped(List.of("id", "income", "open", "region")));
    Dataset data = customers.open("csv:" + file).data();
    Domain domain = data.domain();   // bounds, what is fixed, groups; by hand: Domain.unit(4).masked(…).oneHot(1, 2, 3)
    // end
    assertThat(domain).isEqualTo(Domain.unit(4).masked(false, true, true, true).oneHot(1, 2, 3));
    String source = Files.readString(Path.of("src/test/java/dev/danskin/cli/TabularDocsTest.java"));
    String shown = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("    // end")).lines()
        .map(l -> l.substring(4)).collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("../docs/tabular.md"))).contains("```java\n" + shown + "\n```");
  }
}
