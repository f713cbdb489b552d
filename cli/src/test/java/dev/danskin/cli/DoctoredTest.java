package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.job.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} names what was done to a folder: one way of doctoring it after the other, each with the sentence that tells it. */
class DoctoredTest {
  private static final int N = 20;
  @TempDir
  static Path folder;
  private static Path job;
  private static Path trained;
  private static Path compared;

  /** Does something to a copy of a job's folder. */
  private interface Doctor {
    void change(Path copy) throws IOException;
  }

  @BeforeAll
  static void jobs() throws IOException {
    Path model = Files.write(folder.resolve("network.onnx"), Targets.bytes("strokes-standard"));
    Path table = folder.resolve("data.csv");
    Files.writeString(table, table(0));
    job = folder.resolve("job");
    done("evaluate", "--model", model.toString(), "--data", "strokes", "--examples", Integer.toString(N), "--eps", "0.05,0.1,0.2", "--attack",
        "noise,fgsm,pgd,fmn", "--set", "attack.pgd.solver.pgd.steps=25", "--referee");
    trained = folder.resolve("trained");
    Command t = Command.run("train", "--defense", "standard", "--architecture", "linear", "--data", "csv:" + table, "--backend", "jvm", "--steps", "40",
        "--batch-size", "8", "--rate", "0.1", "--examples", "12", "--looks", "4", "--eps", "0.1", "--out", trained.toString(), "--quiet");
    assertThat(t.status()).as(t.err()).isZero();
    compared = folder.resolve("compared");
    Command c = Command.run("evaluate", "--data", "strokes", "--model", "strokes-standard,strokes-hardened", "--backend", "jvm", "--examples", "10", "--eps",
        "0.2", "--attack", "fgsm", "--out", compared.toString(), "--quiet");
    assertThat(c.status()).as(c.err()).isZero();
  }

  private static void done(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--backend", "jvm", "--quiet", "--out", job.toString()));
    Command c = Command.run(all.toArray(String[]::new));
    assertThat(c.status()).as(c.err()).isZero();
  }

  private static String table(int shift) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      s.append(i % 2 == 0 ? "0.1," : "0.9,").append((i + shift) % 10 / 10.0).append(',').append(i % 2 == 0 ? "no" : "yes").append('\n');
    }
    return s.toString();
  }

  // ---- ways of doctoring ----

  private static Doctor text(String file, String pattern, String by) {
    return copy -> {
      Path path = copy.resolve(file);
      String before = Files.readString(path);
      String after = Pattern.compile(pattern, Pattern.MULTILINE).matcher(before).replaceFirst(by);
      assertThat(after).as("%s has %s", file, pattern).isNotEqualTo(before);
      Files.writeString(path, after);
    };
  }

  private static Doctor figures(String pattern, String by) {
    return text("results.json", pattern, by);
  }

  private static Doctor lines(String file, UnaryOperator<List<String>> change) {
    return copy -> Files.write(copy.resolve(file), change.apply(new ArrayList<>(Files.readAllLines(copy.resolve(file)))));
  }

  /** Changes one column of the first row of pgd at 0.2 that fooled. */
  private static Doctor field(int column, String by) {
    return lines("examples.csv", rows -> {
      int at = fooled(rows);
      String[] f = rows.get(at).split(",", -1);
      assertThat(f[column]).isNotEqualTo(by);
      f[column] = by;
      rows.set(at, String.join(",", f));
      return rows;
    });
  }

  private static int fooled(List<String> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).contains(",pgd,0.2,fooled,")) {
        return i;
      }
    }
    throw new AssertionError("pgd at 0.2 fooled nothing");
  }

  private static String row(int column) throws IOException {
    List<String> rows = Files.readAllLines(job.resolve("examples.csv"));
    return rows.get(fooled(rows)).split(",", -1)[column];
  }

  private static Doctor bytes(String file, UnaryOperator<byte[]> change) {
    return copy -> Files.write(copy.resolve(file), change.apply(Files.readAllBytes(copy.resolve(file))));
  }

  /** Sets feature j of the stored input that belongs to the row of {@link #fooled}. */
  private static Doctor feature(int j, float value) {
    return copy -> {
      List<String> ids = Files.readAllLines(copy.resolve("adversarial.ids.csv"));
      int at = ids.indexOf(row(0) + ",pgd,0.2") - 1;
      byte[] npy = Files.readAllBytes(copy.resolve("adversarial.npy"));
      int header = 10 + (npy[8] & 0xFF) + 256 * (npy[9] & 0xFF);
      java.nio.ByteBuffer.wrap(npy).order(java.nio.ByteOrder.LITTLE_ENDIAN).putFloat(header + 4 * (784 * at + j), value);
      Files.write(copy.resolve("adversarial.npy"), npy);
    };
  }

  /** The original input in the place of the adversarial one. */
  private static Doctor original() {
    return copy -> {
      float[] x = Targets.data("strokes").batch(Long.parseLong(row(0))).x().toFloats();
      for (int j = 0; j < x.length; j++) {
        feature(j, x[j]).change(copy);
      }
    };
  }

  /** Changes the text of rows in the journal, with a checksum that fits. */
  private static Doctor journal(String pattern, String by) {
    return copy -> {
      List<byte[]> entries = Journal.read(copy.resolve("journal"));
      Files.delete(copy.resolve("journal"));
      boolean changed = false;
      try (Journal journal = Journal.open(copy.resolve("journal"), new String(entries.get(0), StandardCharsets.UTF_8))) {
        for (byte[] entry : entries.subList(1, entries.size())) {
          Matcher m = Pattern.compile(pattern).matcher(new String(entry, StandardCharsets.ISO_8859_1));
          String after = changed ? new String(entry, StandardCharsets.ISO_8859_1) : m.replaceFirst(by);
          changed |= !after.equals(new String(entry, StandardCharsets.ISO_8859_1));
          journal.append(after.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
      assertThat(changed).isTrue();
    };
  }

  private static Doctor both(Doctor one, Doctor other) {
    return copy -> {
      one.change(copy);
      other.change(copy);
    };
  }

  private static Doctor deleted(String file) {
    return copy -> Files.delete(copy.resolve(file));
  }

  private static Map<String, Map.Entry<Doctor, String>> ways() throws IOException {
    Map<String, Map.Entry<Doctor, String>> ways = new LinkedHashMap<>();
    String example = "example " + row(0) + " under pgd at 0.2";
    // results.json, every key
    ways.put("danskin", Map.entry(figures("\"danskin\" : \"[^\"]*\"", "\"danskin\" : \"9.9\""), "results.json: danskin is \"9.9\", but"));
    ways.put("kind", Map.entry(figures("\"kind\" : \"evaluation\"", "\"kind\" : \"verification\""), "results.json: kind is \"verification\""));
    ways.put("seed", Map.entry(figures("\"seed\" : 0", "\"seed\" : 1"), "results.json: seed is 1, but"));
    ways.put("backend", Map.entry(figures("\"backend\" : \"jvm\"", "\"backend\" : \"gpu\""), "results.json: backend is \"gpu\", but"));
    ways.put("model.parameters", Map.entry(figures("\"parameters\" : ", "\"parameters\" : 9"), "results.json: model.parameters is 9"));
    ways.put("model.input", Map.entry(figures("\"input\" : \"unit\"", "\"input\" : \"raw\""), "results.json: model.input is \"raw\""));
    ways.put("model.sha256", Map.entry(figures("(\"model\" : \\{[^}]*\"sha256\" : \")[0-9a-f]{4}", "$1zzzz"), "has SHA-256 "));
    ways.put("data.sha256", Map.entry(figures("(\"data\" : \\{[^}]*\"sha256\" : \")[0-9a-f]{4}", "$1zzzz"), "data strokes: has SHA-256 "));
    ways.put("data.examples", Map.entry(figures("\"examples\" : " + N, "\"examples\" : 1000"), "results.json: data.examples is 1000, but"));
    ways.put("clean.correct", Map.entry(figures("\"correct\" : ", "\"correct\" : 1"), "results.json: clean.correct is 1"));
    ways.put("clean.accuracy", Map.entry(figures("\"accuracy\" : [0-9.]+", "\"accuracy\" : 0.99"), "results.json: clean.accuracy is 0.99, but"));
    ways.put("clean.interval", Map.entry(figures("\"interval\" : \\[ [0-9.]+", "\"interval\" : [ 0.77"), "results.json: clean.interval[0] is 0.77, but"));
    ways.put("attacks.name", Map.entry(figures("\"name\" : \"noise\"", "\"name\" : \"autoattack\""), "results.json: attacks[0] (noise at 0.05).name is \"autoattack\""));
    ways.put("attacks.configuration", Map.entry(figures("\\\\\"steps\\\\\":25", "\\\\\"steps\\\\\":100"), ".configuration is "));
    ways.put("attacks.threat", Map.entry(figures("\"threat\" : \"linf\"", "\"threat\" : \"l2\""), "results.json: attacks[0] (noise at 0.05).threat is \"l2\""));
    ways.put("attacks.eps", Map.entry(figures("\"eps\" : 0.05", "\"eps\" : 0.5"), "results.json: attacks[0] (noise at 0.05).eps is 0.5, but"));
    ways.put("attacks.robust", Map.entry(figures("\"robust\" : ", "\"robust\" : 9"), "results.json: attacks[0] (noise at 0.05).robust is 9"));
    ways.put("attacks.medianDistance", Map.entry(figures("\"medianDistance\" : 0", "\"medianDistance\" : 7"), ".medianDistance is 7"));
    ways.put("attacks.forward", Map.entry(figures("\"forward\" : ", "\"forward\" : 9"), ".forward is 9"));
    ways.put("attacks.backward", Map.entry(figures("\"backward\" : ", "\"backward\" : 9"), ".backward is 9"));
    ways.put("attacks.decisions", Map.entry(figures("\"decisions\" : ", "\"decisions\" : 9"), ".decisions is 9"));
    ways.put("attacks.curve", Map.entry(figures("(\"curve\" : \\[ \\[ )[0-9.]+", "$10.3"), ".curve[0][0] is 0.3"));
    ways.put("worstCase", Map.entry(figures("(\"worstCase\" : \\[ \\{[^}]*\"robust\" : )", "$19"), "results.json: worstCase[0] (linf at 0.05).robust is 9"));
    ways.put("ladder", Map.entry(figures("\"holds\" : true", "\"holds\" : false"), ".holds is false, but rows, model and data give true"));
    ways.put("optimality", Map.entry(figures("(\"optimality\" : \\[ \\{[^}]*\"value\" : )", "$17"), "results.json: optimality[0] ("));
    ways.put("flags", Map.entry(figures("\"flags\" : \\[ ?", "\"flags\" : [ {\"id\" : \"zero-gradient\"} "), "results.json: flags is a list of 1, but rows, model and data give a list of 0"));
    ways.put("verdict", Map.entry(figures("\"verdict\" : \"[^\"]*\"", "\"verdict\" : \"Robust.\""), "results.json: verdict is \"Robust.\""));
    ways.put("configuration", Map.entry(figures("(\"configuration\" : \\{[^}]*\"seed\" : )0", "$15"), "results.json: configuration.seed is 5, but config.yaml says 0"));
    ways.put("a key of its own", Map.entry(figures("\"verdict\"", "\"certified\" : 20, \"verdict\""), "results.json: certified is 20, but"));
    ways.put("environment.arithmetic", Map.entry(figures("\"arithmetic\" : \"jvm", "\"arithmetic\" : \"gpu"), "results.json: environment.arithmetic is \"gpu float32\""));
    ways.put("results.json cut short", Map.entry(bytes("results.json", b -> java.util.Arrays.copyOf(b, b.length / 2)), "results.json: expected YAML or JSON"));
    ways.put("results.json of other bytes", Map.entry(bytes("results.json", b -> new byte[] {(byte) 0xC0, 1}), "results.json: expected text in UTF-8"));
    ways.put("results.json of a list", Map.entry(bytes("results.json", b -> "[1]".getBytes(StandardCharsets.UTF_8)), "results.json: expected keys and values"));
    // examples.csv
    ways.put("label", Map.entry(field(1, "7".equals(row(1)) ? "6" : "7"), ": label of " + example + " is "));
    ways.put("prediction", Map.entry(field(2, "7".equals(row(2)) ? "6" : "7"), ": prediction of " + example + " is "));
    ways.put("status", Map.entry(field(5, "not-fooled"), ": status of " + example + " is not-fooled, but the journal says fooled"));
    ways.put("status of no kind", Map.entry(field(5, "fool"), "status: expected one of misclassified, fooled"));
    ways.put("adversarial prediction", Map.entry(field(6, row(1)), "examples.csv: " + example + " is fooled, but its adversarial prediction is its label"));
    ways.put("distance", Map.entry(field(7, "0.01"), "lies 0.2"));
    ways.put("forward", Map.entry(field(8, "1000"), ": forward of " + example + " is 1000, but the journal says"));
    ways.put("no number", Map.entry(field(8, "many"), "forward: expected a whole number, found 'many'"));
    ways.put("part", Map.entry(field(12, "3"), ": part of " + example + " is 3, but the journal says empty"));
    ways.put("missing row", Map.entry(lines("examples.csv", l -> {
      l.remove(fooled(l));
      return l;
    }), "examples.csv: " + example + " is missing"));
    ways.put("row twice", Map.entry(lines("examples.csv", l -> {
      l.add(l.get(fooled(l)));
      return l;
    }), "examples.csv: " + example + " is there twice"));
    ways.put("row of an attack that was not asked for", Map.entry(lines("examples.csv", l -> {
      l.add(l.get(fooled(l)).replace(",pgd,", ",square,"));
      return l;
    }), "under square at 0.2 was not asked for in config.yaml"));
    ways.put("rows swapped", Map.entry(lines("examples.csv", l -> {
      Collections.swap(l, 1, 2);
      return l;
    }), "examples.csv, line 2: is of example 0 under"));
    ways.put("header", Map.entry(text("examples.csv", "^id,", "number,"), "examples.csv: expected the header"));
    ways.put("no examples.csv", Map.entry(deleted("examples.csv"), "examples.csv: expected a file of an evaluation, found nothing"));
    ways.put("examples.csv of other bytes", Map.entry(bytes("examples.csv", b -> new byte[] {(byte) 0xFF, (byte) 0xFE}), "examples.csv: expected text in UTF-8"));
    // adversarial inputs
    ways.put("out of the ball", Map.entry(feature(400, 0.5f), "adversarial.npy: " + example + " lies "));
    ways.put("out of the domain", Map.entry(feature(0, -0.1f), "adversarial.npy: " + example + " is not a valid input"));
    ways.put("not a number", Map.entry(feature(3, Float.NaN), "adversarial.npy: feature 3 of " + example + " is NaN"));
    ways.put("no longer fooling", Map.entry(original(), "which is its label: it does not fool the model"));
    ways.put("npy cut short", Map.entry(bytes("adversarial.npy", b -> java.util.Arrays.copyOf(b, b.length - 4)), "adversarial.npy: expected "));
    ways.put("npy of another kind", Map.entry(bytes("adversarial.npy", b -> new byte[200]), "adversarial.npy: expected a NumPy array of float32"));
    ways.put("no npy", Map.entry(deleted("adversarial.npy"), "adversarial.npy: expected a file of an evaluation, found nothing"));
    ways.put("id of another example", Map.entry(text("adversarial.ids.csv", "^[0-9]+,pgd,0.2$", "1000,pgd,0.2"), "adversarial.ids.csv: 1000,pgd,0.2 is not a fooled row"));
    ways.put("one input too few named", Map.entry(lines("adversarial.ids.csv", l -> l.subList(0, l.size() - 1)), "but adversarial.ids.csv names"));
    // configuration, journal, report
    ways.put("config.yaml", Map.entry(text("config.yaml", "^seed: 0", "seed: 4"), "config.yaml: line 3 is 'seed: 4', but the journal was recorded with 'seed: 0'"));
    ways.put("attack in config.yaml", Map.entry(text("config.yaml", "steps: 25", "steps: 90"), "steps: 90', but the journal was recorded with 'steps: 25'"));
    ways.put("config.yaml that is none", Map.entry(text("config.yaml", "^kind: evaluation", "kind: [evaluation"), "config.yaml: expected YAML or JSON"));
    ways.put("no journal", Map.entry(deleted("journal"), "journal: is missing"));
    ways.put("journal cut short", Map.entry(bytes("journal", b -> java.util.Arrays.copyOf(b, b.length - 100)), "journal: is damaged from byte "));
    ways.put("journal damaged", Map.entry(bytes("journal", b -> {
      b[b.length - 50] ^= 1;
      return b;
    }), "journal: is damaged from byte "));
    ways.put("journal of nothing", Map.entry(bytes("journal", b -> new byte[64]), "journal: expected the record of the job, found an empty or damaged file"));
    ways.put("journal and rows say fooled is not", Map.entry(both(journal("(,pgd,0.2,fooled,)[0-9]", "$19"),
        field(6, "9")), "is recorded as judged 9, but the model says"));
    ways.put("report", Map.entry(text("report.html", "<strong>|robust", "certified"), "report.html: is not the report of these results; from byte"));
    ways.put("no report", Map.entry(deleted("report.html"), "report.html: is missing"));
    return ways;
  }

  private static Path copied(Path from, String name) throws IOException {
    Path to = folder.resolve("copies").resolve(name.replaceAll("[^a-z0-9]", "-"));
    try (Stream<Path> files = Files.walk(from)) {
      for (Path f : files.toList()) {
        Path target = to.resolve(from.relativize(f).toString());
        if (Files.isDirectory(f)) {
          Files.createDirectories(target);
        } else {
          Files.copy(f, target);
        }
      }
    }
    return to;
  }

  private static DynamicTest refuted(Path of, String name, Doctor doctor, String sentence) {
    return DynamicTest.dynamicTest(name, () -> {
      Path copy = copied(of, of.getFileName() + " " + name);
      doctor.change(copy);
      Command c = Command.run("check", copy.toString());
      assertThat(c.out() + c.err()).contains(sentence);
      assertThat(c.out()).contains("does not hold: ");
      assertThat(c.status()).isEqualTo(1);
    });
  }

  @Test
  void whatWasNotDoctoredHolds() {
    for (Path p : List.of(job, trained, compared)) {
      Command c = Command.run("check", p.toString());
      assertThat(c.status()).as(c.out() + c.err()).isZero();
      assertThat(c.out()).contains("holds: ");
    }
  }

  @TestFactory
  Stream<DynamicTest> anEvaluationThatWasDoctoredIsRefuted() throws IOException {
    return ways().entrySet().stream().map(e -> refuted(job, e.getKey(), e.getValue().getKey(), e.getValue().getValue()));
  }

  @TestFactory
  Stream<DynamicTest> aTrainingThatWasDoctoredIsRefuted() {
    return Stream.of(refuted(trained, "clean of the last look", text("results.json", "\"clean\" : [0-9.]+(,\\s*\"robust\" : [0-9.]+\\s*\\} \\])", "\"clean\" : 0.5$1"),
        "results.json: history[3].clean is 0.5, but model.onnx gives"),
        refuted(trained, "robust of the last look", text("results.json", "\"robust\" : [0-9.]+(\\s*\\} \\])", "\"robust\" : 0.25$1"),
            "results.json: history[3].robust is 0.25, but model.onnx gives"),
        refuted(trained, "step", figures("\"step\" : 20", "\"step\" : 8"), "results.json: history[1].step is 8, but the look before was at step 10"),
        refuted(trained, "last step", figures("\"step\" : 40", "\"step\" : 41"), "the last look of history is at step 41, but defense.steps is 40"),
        refuted(trained, "seed", figures("\"seed\" : 0", "\"seed\" : 2"), "results.json: seed is 2, but config.yaml and data give 0"),
        refuted(trained, "parameters", figures("\"parameters\" : [0-9]+", "\"parameters\" : 7"), "results.json: model.parameters is 7, but model.onnx has"),
        refuted(trained, "validation", figures("\"validation\" : 12", "\"validation\" : 500"), "results.json: validation is 500, but"),
        refuted(trained, "defense", figures("\\\\\"rate\\\\\":0.1", "\\\\\"rate\\\\\":0.2"), "results.json: defense.configuration is "),
        refuted(trained, "config", text("config.yaml", "^looks: 4", "looks: 5"), "results.json: configuration.looks is 4, but config.yaml and data give 5"),
        refuted(trained, "model", copy -> Files.copy(copy.resolve("../../network.onnx"), copy.resolve("model.onnx"), java.nio.file.StandardCopyOption.REPLACE_EXISTING),
            "model.onnx: has SHA-256 "),
        refuted(trained, "best", bytes("best.onnx", b -> java.util.Arrays.copyOf(b, 20)), "best.onnx: has SHA-256 "),
        refuted(trained, "report", text("report.html", "<tr><td class=\"n\">10</td>", "<tr><td class=\"n\">11</td>"), "report.html: is not the report of these results"),
        refuted(trained, "curve in the report", text("report.html", "training loss", "test loss"), "report.html: has SHA-256 "));
  }

  @TestFactory
  Stream<DynamicTest> aComparisonThatWasDoctoredIsRefuted() {
    return Stream.of(refuted(compared, "row", text("strokes-hardened/examples.csv", ",not-fooled,", ",fooled,"), "is fooled, but its adversarial prediction is its label"),
        refuted(compared, "test", figures("\"secondOnly\" : [0-9]+", "\"secondOnly\" : 99"), "results.json: mcnemar[0] (linf at 0.2).secondOnly is 99, but the evaluations give"),
        refuted(compared, "transfer", figures("(\"transfer\" : \\[ \\{[^}]*\"fooled\" : )", "$19"), "results.json: transfer[0] (linf at 0.2).fooled is 9"),
        refuted(compared, "figure", figures("\"correct\" : ", "\"correct\" : 1"), "results.json: clean.correct of strokes-standard is 1"),
        refuted(compared, "configuration", text("config.yaml", "seed: 0", "seed: 3"), "config.yaml: seed of strokes-standard is 3, but strokes-standard/config.yaml says 0"),
        refuted(compared, "report", text("report.html", "strokes", "stokes"), "report.html: is not the report of these results"));
  }

  @Test
  void aModelAndDataThatWereReplacedAreNamed() throws IOException {
    Path model = Files.write(folder.resolve("mine.onnx"), Targets.bytes("strokes-standard"));
    Path out = folder.resolve("mine");
    Command e = Command.run("evaluate", "--model", model.toString(), "--data", "strokes", "--backend", "jvm", "--examples", "4", "--eps", "0.1", "--attack", "fgsm",
        "--quiet", "--out", out.toString());
    assertThat(e.status()).as(e.err()).isZero();
    Files.write(model, Targets.bytes("strokes-hardened"));
    Command c = Command.run("check", out.toString());
    assertThat(c.status()).isEqualTo(1);
    assertThat(c.out()).contains("model " + model + ": has SHA-256 ").contains("but results.json records ").contains("does not hold: 1 problem\n");
    Path copy = copied(trained, "data");
    Path table = folder.resolve("data.csv");
    Files.writeString(table, table(1));
    Command d = Command.run("check", copy.toString());
    Files.writeString(table, table(0));
    assertThat(d.status()).isEqualTo(1);
    assertThat(d.out()).contains("data csv:" + table + ": has SHA-256 ");
  }
}
