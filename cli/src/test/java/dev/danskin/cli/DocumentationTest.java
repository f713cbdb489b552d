package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.DefaultLocale;

/** Everything public in a published module carries a comment, every package too. Javadoc is asked, and answers in English. */
@DefaultLocale("en")
class DocumentationTest {
  private static final List<String> MODULES =
      List.of("api", "solvers", "attacks", "defenses", "models", "backends/jvm", "backends/nd4j", "testkit", "runtime");
  /** A record's compact constructor: what it checks stands in the comment of the record. */
  private static final Pattern COMPACT = Pattern.compile("\\s*public \\w+ \\{.*");

  @Test
  void everythingPublicIsDocumented(@TempDir Path out) throws IOException {
    List<Path> sources = sources();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String said = document(sources, found, out);
    List<String> missing = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> d : found.getDiagnostics()) {
      assertThat(d.getKind()).as(() -> d.toString()).isNotEqualTo(Diagnostic.Kind.ERROR);
      if (d.getMessage(Locale.ROOT).contains("no comment") && !compact(d)) {
        missing.add(place(d));
      }
    }
    assertThat(missing).as("public things without a comment, of %d files; %s", sources.size(), said).isEmpty();
  }

  @Test
  void everyPackageIsDocumented() throws IOException {
    assertThat(sources().stream().map(Path::getParent).distinct().filter(p -> !Files.exists(p.resolve("package-info.java"))))
        .as("packages without package-info.java").isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        List<Path> own = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        assertThat(own).as("sources of " + module).isNotEmpty();
        sources.addAll(own);
      }
    }
    return sources;
  }

  /** Runs javadoc; generated sources, such as the float64 twins, come from the class path. */
  private static String document(List<Path> sources, DiagnosticCollector<JavaFileObject> found, Path out) throws IOException {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    StringWriter said = new StringWriter();
    String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options = List.of("-Xdoclint:missing", "-Xmaxwarns", "100000", "-quiet", "-notimestamp", "-noindex", "-encoding", "UTF-8",
        "-locale", "en", "-d", out.toString(), "-classpath", classes);
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      boolean done = javadoc.getTask(said, files, found, null, options, files.getJavaFileObjectsFromPaths(sources)).call();
      assertThat(done).as("javadoc says: %s %s", said, found.getDiagnostics()).isTrue();
    }
    return said.toString();
  }

  private static boolean compact(Diagnostic<? extends JavaFileObject> d) throws IOException {
    String text = d.getSource().getCharContent(true).toString();
    String line = text.lines().skip(d.getLineNumber() - 1).findFirst().orElse("");
    return COMPACT.matcher(line).matches();
  }

  private static String place(Diagnostic<? extends JavaFileObject> d) {
    return Path.of(d.getSource().toUri()).normalize() + ":" + d.getLineNumber();
  }
}
