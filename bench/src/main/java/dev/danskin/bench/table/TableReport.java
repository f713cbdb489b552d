package dev.danskin.bench.table;

import dev.danskin.bench.report.Machine;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code attacks.json}, {@code attacks.md} and {@code attacks.svg} of a table of attacks. */
public record TableReport(AttackTable table, List<Row> rows, String version) {
  /** Writes the three files. */
  public void write(Path folder) throws IOException {
    AtomicFiles.write(folder.resolve("attacks.json"), Trees.json(json()));
    AtomicFiles.write(folder.resolve("attacks.md"), markdown());
    AtomicFiles.write(folder.resolve("attacks.svg"), new CostPlot(rows).svg());
  }

  /** The content of {@code attacks.json}. */
  public ObjectNode json() {
    ObjectNode tree = Trees.object();
    tree.put("danskin", version).put("kind", "attacks").put("model", table.model()).put("data", table.data()).put("backend", table.backend())
        .put("seed", table.seed()).put("threads", 1).put("processor", Machine.here().processor()).put("processors", Machine.here().processors()).put("jdk", Runtime.version().toString());
    provenance(tree);
    ArrayNode list = tree.putArray("rows");
    for (Row r : rows) {
      ObjectNode o = list.addObject().put("attack", r.attack()).put("threat", r.threat()).put("eps", r.eps()).put("examples", r.images());
      figures(o, r.robust(), r.median(), r.forward(), r.backward(), r.cpu());
      o.put("wallSeconds", r.wall());
      if (r.reference() != null) {
        Reference f = r.reference();
        ObjectNode other = o.putObject("reference").put("name", f.name()).put("seed", f.seed());
        figures(other, f.robust(), f.median(), f.forward(), f.backward(), f.cpu());
        other.put("agreeing", r.agreeing());
      }
      o.set("configuration", r.results().path("configuration"));
    }
    return tree;
  }

  /** Digests of model and data, and where the rows came from, as their evaluations recorded them. */
  private void provenance(ObjectNode tree) {
    if (!rows.isEmpty()) {
      JsonNode first = rows.get(0).results();
      ObjectNode provenance = tree.putObject("provenance");
      provenance.set("model", first.path("model"));
      provenance.putObject("data").put("source", table.data()).put("sha256", first.path("data").path("sha256").asString(""));
      provenance.set("environment", first.path("environment"));
    }
  }

  private static void figures(ObjectNode o, double robust, double median, double forward, double backward, double cpu) {
    put(o, "accuracy", robust);
    put(o, "medianDistance", median);
    put(o, "forward", forward);
    put(o, "backward", backward);
    put(o, "cpuSeconds", cpu);
  }

  private static void put(ObjectNode o, String key, double value) {
    if (!Double.isNaN(value)) {
      o.put(key, value);
    }
  }

  private String markdown() {
    StringBuilder s = new StringBuilder("# Attacks on " + table.model() + "\n\n" + table.data() + ", backend " + table.backend() + ", seed " + table.seed()
        + ", one thread, JDK " + Runtime.version().feature() + ", " + Machine.here().processor() + " (" + Machine.here().processors() + " cores). CPU seconds are of a whole process, start of the JVM and "
        + "compilation included; passes are per example. The reference comes first where there is one.\n\n"
        + "| attack | threat | ε | examples | accuracy | median ‖δ‖ | agree | forward | backward | CPU s | ratio of CPU |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Row r : rows) {
      Reference f = r.reference();
      boolean nearest = f != null && f.nearest();
      s.append("| ").append(r.attack()).append(f == null ? "" : " (" + f.name() + ", seed " + f.seed() + ")").append(" | ").append(r.threat()).append(" | ")
          .append(nearest ? "" : Numbers.shown(r.eps())).append(" | ").append(r.images()).append(" | ")
          .append(nearest ? "" : pair(f == null ? Double.NaN : 100 * f.robust(), 100 * r.robust(), "%.1f %%")).append(" | ")
          .append(nearest || f == null ? pair(f == null ? Double.NaN : f.median(), r.median(), "%.5f") : "").append(" | ")
          .append(r.agreeing() < 0 || nearest ? "" : r.agreeing() + "/" + r.images()).append(" | ")
          .append(pair(f == null ? Double.NaN : f.forward(), r.forward(), "%.0f")).append(" | ")
          .append(pair(f == null ? Double.NaN : f.backward(), r.backward(), "%.0f")).append(" | ")
          .append(pair(f == null ? Double.NaN : f.cpu(), r.cpu(), "%.1f")).append(" | ")
          .append(f == null || Double.isNaN(f.cpu()) ? "" : String.format(Locale.ROOT, "%.2f", r.cpu() / f.cpu())).append(" |\n");
    }
    return s.toString();
  }

  private static String pair(double theirs, double ours, String format) {
    String own = Double.isNaN(ours) ? "–" : String.format(Locale.ROOT, format, ours);
    return Double.isNaN(theirs) ? own : String.format(Locale.ROOT, format, theirs) + " → " + own;
  }
}
