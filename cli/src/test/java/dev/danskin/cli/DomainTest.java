package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.DataDescription;
import dev.danskin.api.DataException;
import dev.danskin.api.Dataset;
import dev.danskin.models.data.Column;
import dev.danskin.models.data.TableDescription;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Described tables: what is read, what is refused, and that a job with one repeats, merges and is checked. */
class DomainTest {
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());
  private static final String TABLE = """
      id,age,colour,"income, net",married,risk
      7,30,red,1000,yes,low
      8,40,"gr""een",2500,no,high
      9,50,blue,4000,no,low
      """;
  private static final String DESCRIBED = """
      table:
        columns:
          - drop: {columns: [id]}
          - numeric: {columns: [age], lower: 20, upper: 70, fixed: true}
          - numeric: {columns: ["income, net"], scale: unit}
          - categorical: {columns: [colour]}
          - categorical: {columns: [5], categories: ["yes", "no", unknown], fixed: true}
          - target: {columns: [risk]}
      """;

  @TempDir
  Path folder;

  @BeforeEach
  void files() throws IOException {
    write("table.csv", TABLE);
    write("domain.yaml", DESCRIBED);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static DataDescription description(String yaml) {
    return COMPOSER.build(DataDescription.class, Trees.parse(yaml, "test"), "domain");
  }

  private DataDescription.Described open(String yaml, String table) throws IOException {
    return description(yaml).open("csv:" + write("other.csv", table));
  }

  @Test
  void columnsBecomeFeatures() throws IOException {
    Dataset data = open(DESCRIBED, TABLE).data();
    assertThat(data.inputShape()).containsExactly(8);
    assertThat(data.classes()).containsExactly("high", "low");
    assertThat(data.batch(0, 1, 2).x().toDoubles()).containsExactly(
        30, 0, 0, 1, 0, 1, 0, 0,
        40, 0, 1, 0, 0.5, 0, 1, 0,
        50, 1, 0, 0, 1, 0, 1, 0);
    assertThat(data.batch(0, 1, 2).y().classes()).containsExactly(1, 0, 1);
    assertThat(data.featureNames()).containsExactly("age", "colour=blue", "colour=gr\"een", "colour=red", "income, net", "married=yes", "married=no",
        "married=unknown");
    assertThat(data.domain().lower(0)).isEqualTo(20);
    assertThat(data.domain().upper(0)).isEqualTo(70);
    assertThat(IntStream.range(0, 8).filter(data.domain()::mutable).toArray()).containsExactly(1, 2, 3, 4);
    assertThat(data.domain().groups()).containsExactly(new int[] {1, 2, 3}, new int[] {5, 6, 7});
    data.domain().check(data.first(3).x(), new long[] {0, 1, 2});
  }

  /** What was found stands in the description that comes back: other data, and the text of a configuration, are read the same way. */
  @Test
  void aResolvedDescriptionReadsOtherDataTheSameWay() throws IOException {
    DataDescription.Described first = open(DESCRIBED, TABLE);
    String yaml = Trees.yaml(COMPOSER.render(DataDescription.class, first.description()));
    assertThat(description(yaml)).isEqualTo(first.description());
    DataDescription.Described again = open(yaml, "id,age,colour,\"income, net\",married,risk\n1,20,blue,1750,yes,high\n");
    assertThat(again.description()).isEqualTo(first.description());
    assertThat(again.data().domain()).isEqualTo(first.data().domain());
    assertThat(again.data().batch(0).x().toDoubles()).containsExactly(20, 1, 0, 0, 0.25, 1, 0, 0);
    assertThat(again.data().batch(0).y().classes()).containsExactly(0);
  }

  /** Whatever a category is called, a configuration gives it back. */
  @Test
  void namesOfCategoriesSurviveAConfiguration() {
    List<String> names = new ArrayList<>(List.of("1", "1.50", "1e3", "007", "0x1F", "1_000", "-", "~", "null", "true", "No", "yes", "on", ":", "a: b",
        "#a", " a", "{x}", "[1", "é", ".5", "+5", "12:30", "2020-01-01", ".inf", "NaN", "'", "\"", "|", ">", "&x", "*x", "!x", "%x", "@x", "`x", "\\n",
        "=", "<<", "0b1", "0o7", "1.", "- a", "? x", "€", "a#", "a #b", ", "));
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      names.add(random.ints(1 + random.nextInt(6), 32, 127).mapToObj(c -> String.valueOf((char) c)).collect(Collectors.joining()));
    }
    List<String> lost = names.stream().filter(name -> {
      TableDescription described = TableDescription.of(new Column.Categorical(List.of("1"), List.of(name, "other"), false));
      return !description(Trees.yaml(COMPOSER.render(DataDescription.class, described))).equals(described);
    }).toList();
    assertThat(lost).isEmpty();
    TableDescription open = TableDescription.of(new Column.Numeric(List.of("1-3"), Double.NEGATIVE_INFINITY, 5, Column.Scale.UNIT, true));
    assertThat(description(Trees.yaml(COMPOSER.render(DataDescription.class, open)))).isEqualTo(open);
  }

  @Test
  void rowsWithMissingValuesAreRefusedOrCounted() throws IOException {
    String table = "a,b,y\n1,?,p\n2,3,q\n,4,p\n5,6,p\n";
    String columns = "columns: [{numeric: {columns: [a, b]}}, {target: {columns: [y]}}]";
    assertThatThrownBy(() -> open("table: {" + columns + "}", table)).isInstanceOf(DataException.class)
        .hasMessageContaining("line 2, column 2 (b): expected a value, found it missing ('?')")
        .hasMessageContaining("line 4, column 1 (a): expected a value, found it missing ('')").hasMessageContaining("incomplete: drop");
    DataDescription.Described kept = open("table: {incomplete: drop, " + columns + "}", table);
    assertThat(kept.data().size()).isEqualTo(2);
    assertThat(kept.data().batch(1).x().toDoubles()).containsExactly(5, 6);
    assertThat(kept.notes()).singleElement().asString().contains("2 of 4 rows are left out").contains("the first is line 2");
    String dropped = "table: {columns: [{numeric: {columns: [a]}}, {drop: {columns: [b]}}, {target: {columns: [y]}}]}";
    assertThat(open(dropped, "a,b,y\n1,?,p\n2,3,q\n").data().size()).isEqualTo(2);
  }

  /** Columns of a table of three (a number, a category, the class), rows that may follow the header, what is said. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
      [{numeric: {columns: [a]}}, {target: {columns: [y]}}]                                  |        | found nothing of column 2 (b)
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {drop: {columns: [y]}}]     |        | expected one target column, found 0
      [{drop: {columns: [a, b]}}, {target: {columns: [y]}}]                                  |        | expected at least one numeric or categorical column
      [{numeric: {columns: [a]}}, {categorical: {columns: [1-2]}}, {target: {columns: [y]}}] |        | expected one description of column 1 (a), found two
      [{numeric: {columns: [c]}}, {categorical: {columns: [2]}}, {target: {columns: [3]}}]   |        | no column 'c'; expected a position from 1 to 3 or one of a, b, y
      [{numeric: {columns: [0]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   |        | no column '0'
      [{numeric: {columns: [1-999999999]}}, {target: {columns: [y]}}]                        |        | no column '1-999999999'
      [{numeric: {columns: [99999999999]}}, {target: {columns: [y]}}]                        |        | no column '99999999999'
      [{numeric: {columns: []}}, {target: {columns: [y]}}]                                   |        | expected at least one column, found none
      [{numeric: {columns: [a], lower: NaN}}, {target: {columns: [y]}}]                      |        | expected bounds lower ≤ upper, found NaN
      [{numeric: {columns: [a], lower: 3, upper: 2}}, {target: {columns: [y]}}]              |        | expected bounds lower ≤ upper, found 3.0 and 2.0
      [{numeric: {columns: [a], lower: x}}, {target: {columns: [y]}}]                        |        | lower: expected a number
      [{numeric: {columns: [a], bounds: 3}}, {target: {columns: [y]}}]                       |        | no key 'bounds'; known: columns
      [{number: {columns: [a]}}, {target: {columns: [y]}}]                                   |        | no Column named 'number'; did you mean 'numeric'
      [{categorical: {columns: [b], categories: [x]}}, {target: {columns: [y]}}]             |        | expected at least two categories
      [{categorical: {columns: [b], categories: [x, x]}}, {target: {columns: [y]}}]          |        | each once
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   | x,r,p  | line 4, column 1 (a): expected a finite number, found 'x'
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   | NaN,r,p | expected a finite number, found 'NaN'
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   | 1e300,r,p | expected a finite number, found '1e300'
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   | 1,r    | line 4: expected 3 fields, found 2
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   | 1,"r,p | expected quotes around whole fields
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}]   | 1,"r"s,p | expected quotes around whole fields
      [{numeric: {columns: [a], upper: 2}}, {categorical: {columns: [b]}}, {target: {columns: [y]}}] | 3,r,p | expected a number in [-Infinity, 2.0], found 3
      [{numeric: {columns: [a]}}, {categorical: {columns: [b], categories: [r, s]}}, {target: {columns: [y]}}] | 3,t,p | column 2 (b): expected one of r, s, found 't'
      [{numeric: {columns: [a]}}, {categorical: {columns: [b]}}, {target: {columns: [y], classes: [p, q]}}] | 3,r,z | expected one of p, q, found 'z'
      """)
  void whatIsWrongIsSaidInASentence(String columns, String row, String sentence) {
    assertThatThrownBy(() -> open("table: {columns: " + columns + "}", "a,b,y\n1,r,p\n2,s,q\n" + (row == null ? "" : row) + "\n"))
        .hasMessageContaining(sentence);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws IOException {
    write("bad.csv", TABLE.replace("30", "x").replace("blue", "").replace("50", "90"));
    Command c = Command.run("evaluate", "--model", "strokes-standard", "--data", "csv:" + folder.resolve("bad.csv"), "--domain",
        folder.resolve("domain.yaml").toString(), "--eps", "0.1", "--attack", "tabular", "--out", folder.resolve("bad").toString());
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err().lines()).hasSize(2).allMatch(l -> l.startsWith("danskin: "));
    assertThat(c.err()).contains("line 2, column 2 (age): expected a finite number, found 'x'").contains("line 4, column 3 (colour)");
    assertThat(folder.resolve("bad")).doesNotExist();
  }

  /** A column of a million names is no category, and a table of errors is not told to its end. */
  @Test
  void hostileTablesEndSoon() throws IOException {
    String columns = "table: {header: absent, columns: [{categorical: {columns: [1]}}, {target: {columns: [2]}}]}";
    String names = IntStream.range(0, 200_000).mapToObj(i -> "n" + i + "," + i % 2).collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> open(columns, names)).isInstanceOfSatisfying(DataException.class, e -> assertThat(e.problems()).hasSize(21))
        .hasMessageContaining("expected at most 1000 categories, found more").hasMessageContaining("stopped after 20 problems");
    String given = columns.replace("categorical: {", "categorical: {categories: " + IntStream.range(0, 70_000).mapToObj(i -> "n" + i).toList() + ", ");
    assertThatThrownBy(() -> open(given, "n1,0\nn2,1\n")).hasMessageContaining("expected at most 65536 features, found 70000");
    String many = columns.replace("[1]", IntStream.range(5, 5000).boxed().toList().toString());
    assertThatThrownBy(() -> open(many, "a,p\n")).isInstanceOfSatisfying(DataException.class, e -> assertThat(e.problems()).hasSize(21))
        .hasMessageContaining("and 4975 more problems");
    assertThatThrownBy(() -> open(columns, "")).hasMessageContaining("expected rows of fields, found none");
    assertThatThrownBy(() -> open(columns, "a,p\na,q\n")).hasMessageContaining("expected at least 2 categories, found 1");
    assertThatThrownBy(() -> open(columns, "a,p\nb,p\n")).hasMessageContaining("expected at least 2 classes, found 1");
    assertThatThrownBy(() -> description(columns).open("png:x")).hasMessageContaining("expected csv:FILE or tsv:FILE");
    assertThatThrownBy(() -> description(columns).open("csv:" + folder.resolve("none"))).hasMessageContaining("expected a file, found nothing");
    assertThatThrownBy(() -> open("table: {names: [a], columns: [{drop: {columns: [1]}}]}", "1,2\n")).hasMessageContaining("expected 2 names");
    assertThatThrownBy(() -> open("table: {columns: [{drop: {columns: [1]}}]}", "a,a\n1,2\n")).hasMessageContaining("each name of a column once");
    assertThatThrownBy(() -> description("table: {columns: 3}")).isInstanceOf(RequestException.class).hasMessageContaining("expected a list");
    assertThatThrownBy(() -> description("tabel: {}")).hasMessageContaining("did you mean 'table'");
  }

  // ---- jobs ----

  /** Forty customers: two numbers, a category that may change and one that must not. */
  private static String customers() {
    Random random = new Random(5);
    StringBuilder rows = new StringBuilder("age,spent,plan,region,left\n");
    for (int i = 0; i < 40; i++) {
      int age = 20 + random.nextInt(50);
      double spent = random.nextInt(1000) / 10.0;
      int plan = random.nextInt(3);
      boolean left = age / 70.0 + spent / 100 + plan * 0.4 > 1.4;
      rows.append(age).append(',').append(spent).append(',').append("abc".charAt(plan)).append(',').append(random.nextBoolean() ? "north" : "south")
          .append(',').append(left ? "yes" : "no").append('\n');
    }
    return rows.toString();
  }

  private static final String CUSTOMERS = """
      table:
        columns:
          - numeric: {columns: [age], lower: 18, upper: 90, scale: unit, fixed: true}
          - numeric: {columns: [spent], lower: 0, upper: 100, scale: unit}
          - categorical: {columns: [plan]}
          - categorical: {columns: [region], fixed: true}
          - target: {columns: [left]}
      """;

  private static Command run(String... args) {
    Command c = Command.run(Stream.concat(Stream.of(args), Stream.of("--quiet", "--backend", "jvm")).toArray(String[]::new));
    assertThat(c.status()).as(c.err() + c.out()).isZero();
    return c;
  }

  private Path trained() throws IOException {
    Path out = folder.resolve("trained");
    write("customers.csv", customers());
    write("customers.yaml", CUSTOMERS);
    run("train", "--defense", "standard", "--architecture", "mlp", "--data", "csv:" + folder.resolve("customers.csv"), "--domain",
        folder.resolve("customers.yaml").toString(), "--epochs", "60", "--batch-size", "20", "--examples", "40", "--looks", "1", "--out", out.toString());
    return out;
  }

  private Path evaluated(Path trained, String name, String... more) {
    Path out = folder.resolve(name);
    List<String> args = new ArrayList<>(List.of("evaluate", "--model", trained.resolve("model.onnx").toString(), "--data",
        "csv:" + folder.resolve("customers.csv"), "--domain", trained.resolve("config.yaml").toString(), "--threat", "l1", "--eps", "2.3", "--attack",
        "noise,pgd,tabular", "--out", out.toString()));
    args.addAll(List.of(more));
    run(args.toArray(String[]::new));
    return out;
  }

  @Test
  void aJobWithADomainRepeatsMergesAndPredicts() throws IOException {
    Path trained = trained();
    Path job = evaluated(trained, "job");
    assertThat(Files.readString(job.resolve("config.yaml"))).contains("domain:\n  table:\n").contains("- south").contains("header: present");
    run("evaluate", "--config", job.resolve("config.yaml").toString(), "--batch", "7", "--threads", "1", "--order", "reverse", "--out",
        folder.resolve("again").toString());
    evaluated(trained, "one", "--shard", "1/2");
    evaluated(trained, "two", "--shard", "2/2");
    run("merge", folder.resolve("one").toString(), folder.resolve("two").toString(), "--out", folder.resolve("both").toString());
    for (String file : List.of("examples.csv", "adversarial.npy", "config.yaml")) {
      assertThat(folder.resolve("again").resolve(file)).hasSameBinaryContentAs(job.resolve(file));
      assertThat(folder.resolve("both").resolve(file)).hasSameBinaryContentAs(job.resolve(file));
    }
    Path short1 = write("short.yaml", "threat: l1\neps: 2.3\nattack: [noise, pgd, tabular]\ndomain:\n" + CUSTOMERS.indent(2));
    run("evaluate", "--config", short1.toString(), "--model", trained.resolve("model.onnx").toString(), "--data", "csv:"
        + folder.resolve("customers.csv"), "--out", folder.resolve("inline").toString());
    assertThat(folder.resolve("inline/config.yaml")).hasSameBinaryContentAs(job.resolve("config.yaml"));
    Command predicted = run("model", "predict", trained.resolve("model.onnx").toString(), "--data", "csv:" + folder.resolve("customers.csv"),
        "--domain", trained.resolve("config.yaml").toString(), "--out", folder.resolve("predicted").toString());
    assertThat(predicted.out()).contains("of 40 right");
    assertThat(run("check", job.toString()).out()).startsWith("holds: 40 examples, 3 attacks");
  }

  @Test
  void everyDefenseTrainsOnCategories() throws IOException {
    write("customers.csv", customers());
    write("customers.yaml", CUSTOMERS);
    for (String defense : List.of("at", "trades", "mart", "free", "fast", "awp")) {
      Command c = run("train", "--defense", defense, "--architecture", "mlp", "--data", "csv:" + folder.resolve("customers.csv"), "--domain",
          folder.resolve("customers.yaml").toString(), "--threat", "l1", "--eps", "2.5", "--steps", "8", "--batch-size", "20", "--examples", "40", "--looks", "1",
          "--set", "defense." + defense + ".batchSize=20", "--out", folder.resolve(defense).toString());
      assertThat(c.out()).as(defense).contains("robust");
    }
  }

  @Test
  void ofAnImageAWindowMayChange() throws IOException {
    write("window.yaml", "window: {top: 4, left: 6, height: 10, width: 8}");
    Path out = folder.resolve("window");
    run("evaluate", "--model", "strokes-standard", "--data", "strokes", "--domain", folder.resolve("window.yaml").toString(), "--examples", "30", "--eps",
        "1", "--attack", "pgd", "--out", out.toString());
    List<float[]> inputs = new Folder(out).adversarial();
    Dataset data = Targets.data("strokes");
    assertThat(inputs).hasSizeGreaterThan(3);
    for (int i = 0; i < inputs.size(); i++) {
      double[] before = data.batch(Long.parseLong(new Folder(out).adversarialIds().get(i).split(",")[0])).x().toDoubles();
      for (int k = 0; k < before.length; k++) {
        boolean free = k / 28 >= 4 && k / 28 < 14 && k % 28 >= 6 && k % 28 < 14;
        assertThat(free || before[k] == inputs.get(i)[k]).isTrue();
      }
    }
    assertThat(run("check", out.toString()).out()).startsWith("holds");
    assertThatThrownBy(() -> description("window: {top: 20, left: 0, height: 10, width: 8}").open("strokes"))
        .hasMessageContaining("expected a window inside images of 28 rows and 28 columns, found rows 20 to 29 and columns 0 to 7");
    assertThatThrownBy(() -> description("window: {height: 0, width: 8}")).hasMessageContaining("expected a window");
    assertThatThrownBy(() -> description("window: {top: 2147483647, height: 2147483647, width: 8}").open("strokes")).hasMessageContaining("expected a window");
    assertThatThrownBy(() -> description("window: {height: 1, width: 1}").open("csv:" + folder.resolve("table.csv"))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void checkRefutesWhatLeavesTheDomain() throws IOException {
    Path job = evaluated(trained(), "job");
    refuted(job, x -> x[0] += 0.01f, "feature 0: expected", "which must not change");
    refuted(job, x -> x[1] = 1.5f, "feature 1: expected a value in [0.0, 1.0], found 1.5");
    refuted(job, x -> java.util.Arrays.fill(x, 2, 5, 0), "features [2, 3, 4]: expected one 1 among zeros, found [0.0, 0.0, 0.0]");
    refuted(job, x -> java.util.Arrays.fill(x, 2, 5, 1 / 3f), "features [2, 3, 4]: expected one 1 among zeros");
    refuted(job, x -> {
      float south = x[5];
      x[5] = x[6];
      x[6] = south;
    }, "feature 5: expected", "which must not change");
  }

  private static void refuted(Path job, Consumer<float[]> corruption, String... sentences) throws IOException {
    Path file = job.resolve("adversarial.npy");
    byte[] sound = Files.readAllBytes(file);
    List<float[]> inputs = new Folder(job).adversarial();
    assertThat(inputs).isNotEmpty();
    corruption.accept(inputs.get(0));
    AtomicFiles.write(file, out -> Npy.write(out, inputs, new int[] {inputs.get(0).length}));
    Command c = Command.run("check", job.toString());
    assertThat(c.status()).as(c.out()).isEqualTo(1);
    assertThat(c.out()).contains(sentences).contains("is not a valid input").contains("does not hold");
    Files.write(file, sound);
  }

  @Test
  void attacksThatCannotWorkAreRefusedBeforeAnyRuns() throws IOException {
    Path trained = trained();
    Path out = folder.resolve("refused");
    Command c = Command.run("evaluate", "--model", trained.resolve("model.onnx").toString(), "--data", "csv:" + folder.resolve("customers.csv"),
        "--domain", folder.resolve("customers.yaml").toString(), "--eps", "0.1", "--attack", "pgd,fab,autoattack,frank-wolfe,square", "--out",
        out.toString());
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err().lines()).hasSize(4).allMatch(l -> l.contains("--attack tabular"));
    assertThat(c.err()).contains("attack.fab: ").contains("attack.autoattack: ").contains("attack.frank-wolfe: ").contains("attack.square: ");
    assertThat(out).doesNotExist();
  }
}
