package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The documents say what the program does: commands run, printed tables are the printed tables, links lead somewhere. */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern ROW =
      Pattern.compile("(\\(clean\\)|\\(worst case\\)|[a-z-]+) +(?:(l[a-z0-9]+) +([0-9.]+))? +([0-9.]+) % +\\[[^]]*] % +([0-9.]+) % +\\[[^]]*] %");

  @TempDir
  Path folder;

  private static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>();
    try (var files = Files.list(ROOT)) {
      files.filter(f -> f.toString().endsWith(".md")).forEach(all::add);
    }
    try (var files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(f -> f.toString().endsWith(".md")).forEach(all::add);
    }
    return all;
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        boolean elsewhere = link.group(1).startsWith("http");
        if (!elsewhere && !Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(document + ": " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** The accuracies that a table shows, one for each network, by attack, threat and size. */
  private static Map<String, List<Double>> accuracies(String table) {
    Map<String, List<Double>> rows = new TreeMap<>();
    for (String line : table.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1) + " " + row.group(2) + " " + row.group(3), List.of(Double.valueOf(row.group(4)), Double.valueOf(row.group(5))));
      }
    }
    return rows;
  }

  /** Between arithmetics at most 0.5 % of the examples may differ, and one more for rounding. */
  @Test
  void theReadmeShowsWhatTheFirstCommandPrints() throws IOException {
    Map<String, List<Double>> shown = accuracies(Files.readString(ROOT.resolve("README.md")));
    Command c = Command.run("evaluate", "--out", folder.resolve("first").toString());
    assertThat(c.status()).as(c.err()).isZero();
    Map<String, List<Double>> printed = accuracies(c.out());
    assertThat(shown).hasSizeGreaterThan(20).containsOnlyKeys(printed.keySet());
    shown.forEach((row, accuracy) -> {
      for (int i = 0; i < accuracy.size(); i++) {
        assertThat(accuracy.get(i)).as(row).isCloseTo(printed.get(row).get(i), org.assertj.core.data.Offset.offset(0.9));
      }
    });
  }

  /** Every {@code ./danskin …} of the tutorial, in order, in a folder of its own; those marked so end with another status. */
  @Test
  void theTutorialRuns() throws IOException {
    assertThat(run("docs/tutorial.md")).isGreaterThan(10);
  }

  @Test
  void thePageOfTheRefereeRuns() throws IOException {
    assertThat(run("docs/referee.md")).isEqualTo(4);
  }

  @Test
  void thePageOnBenchmarksRuns() throws IOException {
    assertThat(run("docs/benchmark.md")).isEqualTo(4);
  }

  /** The files that the page shows are written first. */
  @Test
  void theTutorialOfTablesRuns() throws IOException {
    Matcher shown = Pattern.compile("`runs/([a-z]+\\.[a-z]+)`[^`]*```[a-z]+\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(ROOT.resolve("docs/tabular.md")));
    int files = 0;
    for (; shown.find(); files++) {
      Files.writeString(folder.resolve(shown.group(1)), shown.group(2));
    }
    assertThat(files).isEqualTo(2);
    assertThat(run("docs/tabular.md")).isGreaterThan(5);
  }

  private int run(String page) throws IOException {
    int commands = 0;
    for (String line : Files.readAllLines(ROOT.resolve(page))) {
      if (line.startsWith("    $ ./danskin ")) {
        String[] args = line.substring("    $ ./danskin ".length()).replace("runs/", folder + "/").split(" +");
        Command c = Command.run(args);
        assertThat(c.status()).as(line + "\n" + c.err() + c.out()).isZero();
        commands++;
      }
    }
    return commands;
  }

  /** {@code docs/commands.md} is what the commands' --help say; {@code -Ddanskin.docs.write=true} writes it anew. */
  @Test
  void theReferenceOfCommandsIsGenerated() throws IOException {
    StringBuilder page = new StringBuilder("# Commands\n\nGenerated from the program's own help by `DocsTest`.\n\n"
        + "Exit status: 0 done, whatever the figures are; 1 failed, or `check` refuted something; 2 the request was wrong;\n"
        + "3 stopped by the person, what was done is kept.\n");
    help(Main.commandLine(), page);
    Path file = ROOT.resolve("docs/commands.md");
    if (Boolean.getBoolean("danskin.docs.write")) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file).replace("\r\n", "\n")).isEqualTo(page.toString());
  }

  private static void help(CommandLine line, StringBuilder to) {
    if (line.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    String usage = line.getUsageMessage(CommandLine.Help.Ansi.OFF).replace("\r\n", "\n").strip();
    to.append("\n## ").append(line.getCommandSpec().qualifiedName()).append("\n\n```text\n").append(usage).append("\n```\n");
    line.getSubcommands().values().forEach(sub -> help(sub, to));
  }
}
