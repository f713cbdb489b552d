package dev.danskin.cli;

import dev.danskin.cli.report.ComparisonReport;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Contrasts;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several networks under the same attacks, side by side.
 *
 * @param folder holds a job's folder for each, by name
 * @param results one for each network and seed, of the same attacks
 * @param transfers adversarial examples of one network shown to another
 */
record Comparison(Path folder, List<Results> results, List<Transfer> transfers) {
  /** Shows each network's adversarial examples to the others; networks under several seeds by their first. */
  static Comparison of(Path folder, List<Results> results, List<EvaluationJob> jobs) throws IOException {
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      for (int j = 0; j < jobs.size(); j++) {
        boolean others = !jobs.get(i).request().model().equals(jobs.get(j).request().model());
        if (others && first(jobs, i) && first(jobs, j)) {
          transfers.add(Transfer.of(results.get(i), results.get(j), jobs.get(j), title(results.get(i)), title(results.get(j))));
        }
      }
    }
    return new Comparison(folder, results, transfers);
  }

  private static boolean first(List<EvaluationJob> jobs, int i) {
    return jobs.subList(0, i).stream().noneMatch(j -> j.request().model().equals(jobs.get(i).request().model()));
  }

  /** What a network is called in folders and tables: its file without the ending; what training wrote, after its folder. */
  static String name(String model) {
    if (model.startsWith("{")) {
      return name(model.replaceAll("[{}\"]", "").split(":\\{|: |$", 2)[0]);
    }
    Path path = Path.of(model);
    String file = path.getFileName().toString();
    boolean trained = (file.equals("model.onnx") || file.equals("best.onnx")) && path.getParent() != null && path.getParent().getFileName() != null;
    String stem = trained ? path.getParent().getFileName().toString() : file.endsWith(".onnx") ? file.substring(0, file.length() - 5) : file;
    return stem.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
  }

  /** Whether a file describes a comparison. */
  static boolean described(Path file) throws IOException {
    return Files.isRegularFile(file) && "comparison".equals(Trees.read(file).path("kind").asString(""));
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
  static Map<String, Request> requests(Composer composer, JsonNode tree, String file) {
    Map<String, Request> requests = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : tree.path("evaluations").properties()) {
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

  /** Writes {@code results.json} and the report. */
  void write() throws IOException {
    AtomicFiles.write(folder.resolve("report.html"), html());
    ObjectNode tree = tree();
    tree.set("files", Sha256.of(folder, List.of("report.html")));
    AtomicFiles.write(folder.resolve("results.json"), Trees.json(tree));
  }

  /** What {@code results.json} holds, but for the digests of files. */
  ObjectNode tree() {
    ObjectNode tree = Trees.object();
    tree.put("danskin", Version.number()).put("kind", "comparison");
    ObjectNode evaluations = tree.putObject("evaluations");
    results.forEach(r -> evaluations.set(title(r), r.tree()));
    contrasts().into(tree);
    ArrayNode shown = tree.putArray("transfer");
    transfers.forEach(t -> shown.addObject().put("from", t.from()).put("to", t.to()).put("threat", t.threat()).put("eps", t.eps())
        .put("examples", t.examples()).put("fooled", t.fooled()).put("alone", t.alone()));
    return tree;
  }

  /** The report. */
  String html() {
    return new ComparisonReport(results.stream().map(Comparison::title).toList(), results.stream().map(Results::figures).toList(), contrasts(),
        transferred(), results.get(0).request().data()).html();
  }

  void print(String format, PrintStream out) {
    if (format.equals("json")) {
      out.print(Trees.json(tree()));
    } else {
      table(out);
    }
  }

  private Contrasts contrasts() {
    return Contrasts.of(results.stream()
        .map(r -> new Contrasts.Entry(title(r), r.request().model(), r.rows(), r.figures())).toList());
  }

  private List<String> transferred() {
    return transfers.stream().map(t -> t.sentence(results.get(0).figures().examples())).toList();
  }

  private static String title(Results r) {
    return r.folder().path().getFileName().toString();
  }

  private void table(PrintStream out) {
    Request first = results.get(0).request();
    Figures figures = results.get(0).figures();
    out.printf(Locale.ROOT, "%s, %d examples, backend %s, seed %s; accuracy with its 95 %% interval%n%n", first.data(), figures.examples(),
        first.backend(), String.join(", ", results.stream().map(r -> Long.toString(r.request().seed())).distinct().toList()));
    out.printf("%-13s %-6s %-6s", "attack", "threat", "eps");
    results.forEach(r -> out.printf("  %-25s", title(r)));
    out.println();
    row(out, "(clean)", "", "", results.stream().mapToInt(r -> r.figures().correct()).toArray());
    for (int i = 0; i < figures.attacks().size(); i++) {
      int line = i;
      NamedAttack a = figures.attacks().get(i).attack();
      if (!a.ladder()) {
        row(out, a.name(), Figures.threat(a), Numbers.shown(a.eps()), results.stream().mapToInt(r -> r.figures().attacks().get(line).robust()).toArray());
      }
    }
    for (int i = 0; i < figures.asked().size(); i++) {
      int line = i;
      Figures.WorstCase w = figures.asked().get(i);
      row(out, "(worst case)", w.threat(), Numbers.shown(w.eps()), results.stream().mapToInt(r -> r.figures().asked().get(line).robust()).toArray());
    }
    out.println();
    for (Results r : results) {
      out.println(title(r) + ": " + r.figures().verdict());
      r.figures().flags().forEach(f -> out.println("! " + title(r) + ": " + f.id() + ", " + f.examples() + " examples: " + f.advice()));
    }
    contrasts(out, contrasts(), figures.headline());
    transferred().forEach(out::println);
    out.println("report: " + folder.resolve("report.html") + ", and one for each network beside it");
  }

  /** Tests at one size only; results.json and the report have them all. */
  private static void contrasts(PrintStream out, Contrasts contrasts, Figures.WorstCase size) {
    for (Contrasts.Pair p : contrasts.pairs().stream().filter(p -> p.threat().equals(size.threat()) && p.eps() == size.eps()).toList()) {
      out.printf(Locale.ROOT, "%s against %s in the worst case, %s %s: %d robust only there, %d only here, McNemar p = %.2g%n", p.second(), p.first(),
          p.threat(), Numbers.shown(p.eps()), p.test().firstOnly(), p.test().secondOnly(), p.test().p());
    }
    for (Contrasts.Seeds s : contrasts.seeds()) {
      out.printf(Locale.ROOT, "%s over seeds, %s, %s %s: mean %.2f %%, deviation %.2f, %.1f to %.1f %%; %d robust for every seed%n", s.model(),
          s.attack().isEmpty() ? "worst case" : s.attack(), s.threat(), Numbers.shown(s.eps()), 100 * s.spread().mean(),
          100 * s.spread().deviation(), 100 * s.spread().least(), 100 * s.spread().most(), s.everywhere());
    }
  }

  private void row(PrintStream out, String attack, String threat, String eps, int[] hits) {
    out.printf("%-13s %-6s %-6s", attack, threat, eps);
    for (int i = 0; i < hits.length; i++) {
      out.print(Results.share(hits[i], results.get(i).figures().examples()));
    }
    out.println();
  }
}
