package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.cli.report.Report;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Evaluation;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Interval;
import dev.danskin.runtime.evaluation.Parts;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Status;
import dev.danskin.runtime.evaluation.Subject;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an evaluation leaves: its folder's files, and a table or JSON on standard output. */
final class Results {
  private final Folder folder;
  private final Request request;
  private final Subject subject;
  private final Dataset data;
  private final Composer composer;
  private List<ExampleRow> rows;
  private Figures figures;
  private JsonNode tree;

  Results(Folder folder, Request request, Subject subject, Dataset data, Composer composer) {
    this.folder = folder;
    this.request = request;
    this.subject = subject;
    this.data = data;
    this.composer = composer;
  }

  /** Results that are in a folder already. */
  static Results read(EvaluationJob job, Subject subject, Folder.Content content, Figures figures, JsonNode tree) {
    Results results = new Results(job.folder(), job.request(), subject, job.data(), job.composer());
    results.rows = content.rows();
    results.figures = figures;
    results.tree = tree;
    return results;
  }

  void write(List<byte[]> entries, Map<String, Evaluation.Cost> costs, double wallSeconds, int threads) throws IOException {
    Folder.Content content = Folder.sorted(entries, request.attacks());
    rows = content.rows();
    figures = Figures.of(content.rows(), request.attacks(), data.domain(), content.findings());
    ObjectNode written = Folder.results(request, subject, figures, composer, costs, wallSeconds, Environment.cpuSeconds(), threads);
    folder.write(content, data.inputShape());
    AtomicFiles.write(folder.path().resolve("report.html"), new Report(request, subject, figures, content, data, composer).html());
    written.set("files", Sha256.of(folder.path(), Stream.concat(Folder.FILES.stream(), Stream.of(Folder.PAGE)).toList()));
    tree = written;
    AtomicFiles.write(folder.path().resolve("results.json"), Trees.json(tree));
  }

  /** Whether an attack itself failed on some example. */
  boolean failed() {
    return rows.stream().anyMatch(r -> r.status() == Status.FAILED);
  }

  Request request() {
    return request;
  }

  Figures figures() {
    return figures;
  }

  List<ExampleRow> rows() {
    return rows;
  }

  Folder folder() {
    return folder;
  }

  /** What results.json holds. */
  JsonNode tree() {
    return tree;
  }

  void print(String format, PrintStream out) {
    if (format.equals("json")) {
      out.print(Trees.json(tree));
    } else {
      table(out);
    }
  }

  private void table(PrintStream out) {
    int n = figures.examples();
    out.printf(Locale.ROOT, "%s on %s, %d examples, backend %s, seed %d%n%n", request.subject(), request.data(), n, request.backend(),
        request.seed());
    out.printf("%-13s %-6s %-7s %9s %9s  %-17s %9s %9s %9s%n", "attack", "threat", "eps", "robust", "accuracy", "95 % interval",
        "median δ", "forward", "backward");
    out.printf("%-13s %-6s %-7s %9s %s%n", "(clean)", "", "", figures.correct() + "/" + n, share(figures.correct(), n));
    for (Figures.Line line : figures.attacks().stream().filter(l -> !l.attack().ladder()).toList()) {
      out.printf(Locale.ROOT, "%-13s %-6s %-7s %9s %s %9s %9.1f %9.1f%n", line.attack().name(), Figures.threat(line.attack()),
          Numbers.shown(line.attack().eps()), line.robust() + "/" + n, share(line.robust(), n), Numbers.shown(line.medianDistance()),
          (double) line.forward() / n, (double) line.backward() / n);
    }
    for (Figures.WorstCase w : figures.asked()) {
      out.printf(Locale.ROOT, "%-13s %-6s %-7s %9s %s%n", "(worst case)", w.threat(), Numbers.shown(w.eps()), w.robust() + "/" + n, share(w.robust(), n));
    }
    out.println();
    parts(out);
    curves(out);
    figures.optimality().forEach(o -> out.printf(Locale.ROOT, "optimality of %s in %s: %.3f%n", o.attack(), o.threat(), o.value()));
    figures.ladder().forEach(r -> out.println((r.holds() ? "holds: " : "FAILS: ") + r.claim() + " (" + r.found() + ")"));
    figures.flags().forEach(f -> out.println("! " + f.id() + ", " + f.examples() + " examples: " + f.advice()));
    out.println(figures.verdict());
    out.println("passes are per example; report: " + folder.path().resolve("report.html"));
  }

  /** What each part of an ensemble found that the parts before it had not. */
  private void parts(PrintStream out) {
    for (Figures.Line line : figures.attacks()) {
      if (!line.fooledBy().isEmpty()) {
        List<String> names = Parts.names(line.attack().attack(), composer);
        List<String> found = IntStream.range(0, names.size()).mapToObj(i -> names.get(i) + " " + line.fooledBy().get(i)).toList();
        out.println("fooled by the parts of " + line.attack().name() + " at ε = " + Numbers.shown(line.attack().eps()) + ": " + String.join(", ", found));
      }
    }
  }

  /** Accuracy at some sizes, of attacks that look for small perturbations. */
  private void curves(PrintStream out) {
    for (Figures.Line line : figures.attacks()) {
      if (!line.curve().isEmpty()) {
        StringBuilder s = new StringBuilder("accuracy against ε, " + line.attack().name() + " in " + Figures.threat(line.attack()) + ":");
        for (int i = 0; i < line.curve().size(); i += 4) {
          Figures.Point p = line.curve().get(i);
          s.append(String.format(Locale.ROOT, "  %s: %.1f %%", Numbers.shown(p.eps()), 100.0 * p.robust() / figures.examples()));
        }
        out.println(s);
      }
    }
  }

  static String share(int hits, int n) {
    Interval i = Interval.of(hits, n);
    return String.format(Locale.ROOT, "%7.1f %%  [%5.1f, %5.1f] %%", 100.0 * hits / n, 100 * i.low(), 100 * i.high());
  }
}
