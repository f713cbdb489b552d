package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code --events}: every line of every command is of a type and has the fields that docs/events.md says. */
class EventsTest {
  private static final Pattern ROW = Pattern.compile("\\| `([a-z]+)` \\| ((?:`[a-z]+`(?: \\([^)]*\\))?(?:, )?)+) \\|.*");
  private static Map<String, List<String>> schema;

  @TempDir
  Path folder;

  @BeforeAll
  static void read() throws IOException {
    schema = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/events.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String> fields = new ArrayList<>();
        Matcher field = Pattern.compile("`([a-z]+)`").matcher(row.group(2).replaceAll("\\([^)]*\\)", ""));
        while (field.find()) {
          fields.add(field.group(1));
        }
        schema.put(row.group(1), fields);
      }
    }
    assertThat(schema).hasSize(9);
  }

  /** The lines of a command, each looked at; the types that there were. */
  private List<JsonNode> lines(String... args) {
    Command c = Command.run(args);
    assertThat(c.status()).as(c.err()).isZero();
    List<JsonNode> lines = c.out().lines().map(l -> Trees.parse(l, l)).toList();
    Instant before = Instant.EPOCH;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      String type = line.path("type").asString("");
      List<String> expected = new ArrayList<>(List.of("type", "seq", "time"));
      assertThat(schema).containsKey(type);
      expected.addAll(schema.get(type));
      assertThat(line.propertyNames()).as(line.toString()).containsExactlyElementsOf(expected);
      assertThat(line.path("seq").asLong()).isEqualTo(i);
      Instant time = Instant.parse(line.path("time").asString());
      assertThat(time).isAfterOrEqualTo(before);
      before = time;
    }
    return lines;
  }

  private static Set<String> types(List<JsonNode> lines) {
    Set<String> types = new LinkedHashSet<>();
    lines.forEach(l -> types.add(l.path("type").asString()));
    return types;
  }

  private static long sum(List<JsonNode> lines, String type, String field) {
    return lines.stream().filter(l -> l.path("type").asString().equals(type)).mapToLong(l -> l.path(field).asLong()).sum();
  }

  @Test
  void anEvaluationAndItsReplay() throws IOException {
    String out = folder.resolve("job").toString();
    List<JsonNode> lines = lines("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "12", "--batch", "4", "--threads", "2",
        "--eps", "0.1", "--attack", "fgsm,pgd", "--set", "attack.pgd.solver.pgd.steps=3", "--events", "--out", out);
    assertThat(types(lines)).containsExactly("job", "started", "progress", "passes", "ended", "results");
    JsonNode results = lines.get(lines.size() - 1).path("results");
    assertThat(results.toString()).isEqualTo(Trees.read(folder.resolve("job/results.json")).toString());
    long forward = results.path("attacks").get(0).path("forward").asLong() + results.path("attacks").get(1).path("forward").asLong();
    assertThat(sum(lines, "passes", "forward")).isEqualTo(forward).isPositive();
    List<JsonNode> replay = lines("replay", out, "--events", "--out", folder.resolve("again").toString());
    assertThat(types(replay)).containsExactly("job", "started", "progress", "passes", "ended", "replay");
    assertThat(replay.get(replay.size() - 1).path("equal").asBoolean()).isTrue();
  }

  @Test
  void aComparison() {
    List<JsonNode> lines = lines("evaluate", "--data", "strokes", "--model", "strokes-standard,strokes-hardened", "--backend", "jvm", "--examples", "4", "--eps", "0.1",
        "--attack", "fgsm", "--events", "--out", folder.resolve("both").toString());
    assertThat(lines.stream().filter(l -> l.path("type").asString().equals("job"))).hasSize(2);
    assertThat(lines.get(lines.size() - 1).path("results").path("kind").asString()).isEqualTo("comparison");
  }

  @Test
  void aTraining() {
    List<JsonNode> lines = lines("train", "--defense", "standard", "--architecture", "linear", "--backend", "jvm", "--steps", "6", "--batch-size", "32", "--examples", "20",
        "--looks", "2", "--events", "--out", folder.resolve("trained").toString());
    assertThat(types(lines)).contains("job", "step", "progress", "note", "results");
    assertThat(lines.stream().filter(l -> l.path("type").asString().equals("step"))).hasSize(6);
  }

  @Test
  void aTableOfAttacksAndWhatItWasMadeWith() throws IOException {
    List<JsonNode> lines = lines("bench", "attacks", "--attack", "fgsm", "--examples", "4", "--backend", "jvm", "--events", "--out", folder.resolve("table").toString());
    assertThat(types(lines)).containsExactly("started", "note", "progress", "ended", "results");
    JsonNode table = Trees.read(folder.resolve("table/attacks.json"));
    assertThat(table.path("provenance").path("model").path("sha256").asString()).hasSize(64);
    assertThat(table.path("provenance").path("data").path("sha256").asString()).hasSize(64);
    assertThat(table.path("provenance").path("environment").path("plugins").size()).isPositive();
    assertThat(table.path("rows").get(0).path("configuration").path("attacks").get(0).path("name").asString()).isEqualTo("fgsm");
  }

  @Test
  void librariesWarnOnOneLineAndSayMoreWithVerbose() throws IOException {
    Path out = folder.resolve("torn");
    String[] job = {"evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "4", "--eps", "0.1", "--attack", "fgsm", "--out", out.toString()};
    Command first = Command.run(job);
    assertThat(first.err()).isEmpty();
    Files.write(out.resolve("journal"), new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
    Command torn = Command.run("evaluate", "--resume", "--out", out.toString());
    assertThat(torn.err().lines()).containsExactly("danskin: warning: " + out.resolve("journal") + ": the last 3 bytes are of no whole entry and are dropped");
    Command verbose = Command.run("evaluate", "--resume", "--verbose", "--out", out.toString());
    assertThat(verbose.err()).contains("danskin: info dev.danskin.runtime.evaluation: evaluation: 0 of 4 examples to do");
  }

  @Test
  void pluginsAreRecorded() throws IOException {
    Path out = folder.resolve("plugins");
    assertThat(Command.run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--backend", "jvm", "--examples", "2", "--eps", "0.1", "--attack", "fgsm", "--quiet",
        "--out", out.toString()).status()).isZero();
    List<String> ids = new ArrayList<>();
    for (JsonNode plugin : Trees.read(out.resolve("results.json")).path("environment").path("plugins")) {
      assertThat(plugin.propertyNames()).containsExactly("id", "version", "sha256", "source");
      assertThat(plugin.path("source").asString()).isEqualTo("class path");
      ids.add(plugin.path("id").asString());
    }
    assertThat(ids).containsExactly("danskin");
  }
}
