package dev.danskin.cli;

import dev.danskin.cli.report.ComparisonReport;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several networks under the same attacks, side by side.
 *
 * @param folder holds a job's folder for each, by name
 * @param results one for each network, of the same attacks
 */
record Comparison(Path folder, List<Results> results) {
  /** What a network is called in folders and tables: its file without the ending; what training wrote, after its folder. */
  static String name(String model) {
    Path path = Path.of(model);
    String file = path.getFileName().toString();
    boolean trained = (file.equals("model.onnx") || file.equals("best.onnx")) && path.getParent() != null && path.getParent().getFileName() != null;
    String stem = trained ? path.getParent().getFileName().toString() : file.endsWith(".onnx") ? file.substring(0, file.length() - 5) : file;
    return stem.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
  }

  /** Whether a file describes a comparison. */
  static boolean described(Path file) throws IOException {
    return Files.isRegularFile(file) && "comparison".equals(Trees.parse(Files.readString(file), file.toString()).path("kind").asString(""));
  }

  /** Writes the folder's configuration, which holds those of all its evaluations. */
  static void describe(Composer composer, Path folder, Collection<String> names, List<EvaluationJob> jobs) throws IOException {
    ObjectNode tree = Trees.object();
    tree.put("kind", "comparison").put("danskin", Version.number());
    ObjectNode evaluations = tree.putObject("evaluations");
    Iterator<EvaluationJob> each = jobs.iterator();
    for (String name : names) {
      evaluations.set(name, each.next().request().tree(composer, Version.number()));
    }
    AtomicFiles.write(folder.resolve("config.yaml"), Trees.yaml(tree));
  }

  /** The requests in a comparison's configuration, by name. */
  static Map<String, Request> requests(Composer composer, Path file) throws IOException {
    Map<String, Request> requests = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : Trees.parse(Files.readString(file), file.toString()).path("evaluations").properties()) {
      if (!e.getKey().equals(name(e.getKey())) || e.getKey().startsWith(".")) {
        throw new RequestException(file + ": expected the name of a network, found '" + e.getKey() + "'");
      }
      requests.put(e.getKey(), Request.of(e.getValue(), composer, file + ", " + e.getKey()));
    }
    if (requests.size() < 2) {
      throw new RequestException(file + ": expected at least two evaluations, found " + requests.size());
    }
    return requests;
  }

  void finish(String format, PrintStream out) throws IOException {
    ObjectNode tree = Trees.object();
    tree.put("danskin", Version.number()).put("kind", "comparison");
    ObjectNode evaluations = tree.putObject("evaluations");
    results.forEach(r -> evaluations.set(title(r), r.tree()));
    AtomicFiles.write(folder.resolve("results.json"), Trees.json(tree));
    AtomicFiles.write(folder.resolve("report.html"), new ComparisonReport(results.stream().map(Comparison::title).toList(),
        results.stream().map(Results::figures).toList(), results.get(0).request().data()).html());
    if (format.equals("json")) {
      out.print(Trees.json(tree));
    } else if (format.equals("events")) {
      ObjectNode event = Trees.object();
      event.put("event", "results").put("folder", folder.toString()).set("results", tree);
      out.println(event);
    } else {
      table(out);
    }
  }

  private static String title(Results r) {
    return r.folder().path().getFileName().toString();
  }

  private void table(PrintStream out) {
    Request first = results.get(0).request();
    Figures figures = results.get(0).figures();
    out.printf(Locale.ROOT, "%s, %d examples, backend %s, seed %d; accuracy with its 95 %% interval%n%n", first.data(), figures.examples(),
        first.backend(), first.seed());
    out.printf("%-13s %-6s %-6s", "attack", "threat", "eps");
    results.forEach(r -> out.printf("  %-25s", title(r)));
    out.println();
    row(out, "(clean)", "", "", results.stream().mapToInt(r -> r.figures().correct()).toArray());
    for (int i = 0; i < figures.attacks().size(); i++) {
      int line = i;
      NamedAttack a = figures.attacks().get(i).attack();
      row(out, a.name(), Figures.threat(a), Numbers.shown(a.eps()), results.stream().mapToInt(r -> r.figures().attacks().get(line).robust()).toArray());
    }
    for (int i = 0; i < figures.worstCases().size(); i++) {
      int line = i;
      Figures.WorstCase w = figures.worstCases().get(i);
      row(out, "(worst case)", w.threat(), Numbers.shown(w.eps()),
          results.stream().mapToInt(r -> r.figures().worstCases().get(line).robust()).toArray());
    }
    out.println();
    for (Results r : results) {
      r.figures().flags().forEach(f -> out.println("! " + title(r) + ": " + f.id() + ", " + f.examples() + " examples: " + f.advice()));
    }
    out.println("report: " + folder.resolve("report.html") + ", and one for each network beside it");
  }

  private void row(PrintStream out, String attack, String threat, String eps, int[] hits) {
    out.printf("%-13s %-6s %-6s", attack, threat, eps);
    for (int i = 0; i < hits.length; i++) {
      out.print(Results.share(hits[i], results.get(i).figures().examples()));
    }
    out.println();
  }
}
