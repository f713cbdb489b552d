package dev.danskin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code that documents and comments show is that of the examples, which compile and run. */
class SnippetsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern REGION = Pattern.compile("(?<=\n)( *)// begin ([a-z-]+)\n(.*?)\n *// end \\2\n", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```(java|yaml)\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile(" \\* <pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL);
  /** Classes whose comments show code. */
  private static final List<String> COMMENTED = List.of("api/src/main/java/dev/danskin/api/package-info.java",
      "runtime/src/main/java/dev/danskin/runtime/package-info.java", "runtime/src/main/java/dev/danskin/runtime/guice/package-info.java");

  private static Set<String> regions() throws IOException {
    Set<String> regions = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("SnippetsTest.java")).toList()) {
        Matcher region = REGION.matcher(Files.readString(file));
        for (int from = 0; region.find(from); from = region.start(3)) {
          String indent = region.group(1);
          regions.add(String.join("\n", region.group(3).lines().filter(l -> !l.matches(" *// (begin|end) [a-z-]+"))
              .map(l -> l.startsWith(indent) ? l.substring(indent.length()) : l).toList()));
        }
      }
    }
    regions.add(Files.readString(Path.of("components.yaml")).strip());
    return regions;
  }

  private static List<String> shown(Pattern pattern, int group, String file) throws IOException {
    List<String> shown = new ArrayList<>();
    Matcher block = pattern.matcher(Files.readString(ROOT.resolve(file)));
    while (block.find()) {
      shown.add(block.group(group));
    }
    assertThat(shown).as("code in " + file).isNotEmpty();
    return shown;
  }

  @Test
  void theCodeOfTheDocumentsIsThatOfTheExamples() throws IOException {
    Set<String> regions = regions();
    assertThat(shown(BLOCK, 2, "README.md")).isSubsetOf(regions);
    assertThat(shown(BLOCK, 2, "docs/benchmark.md")).isSubsetOf(regions);
    assertThat(shown(BLOCK, 2, "docs/embedding.md")).hasSizeGreaterThan(8).isSubsetOf(regions);
  }

  @Test
  void theCodeOfTheCommentsIsThatOfTheExamples() throws IOException {
    Set<String> regions = regions();
    for (String file : COMMENTED) {
      for (String code : shown(COMMENT, 1, file)) {
        assertThat(String.join("\n", code.lines().map(l -> l.replaceFirst("^ \\* ?", "")).toList())).as(file).isIn(regions);
      }
    }
  }
}
