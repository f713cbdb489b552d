package dev.danskin.bench.report;

import dev.danskin.runtime.config.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** {@code kernels.md}: the circumstances, then a table for each measure. */
final class Markdown {
  private static final String NOTES = """

      Times are µs per call of one thread, median and quartiles over the iterations of one process; the first call is that of a fresh
      process and counts loading and compiling. Threads work on data of their own, and rates count all of them. The roof of what memory
      bounds is a plain loop of three reads and one write over arrays of the same shape, on the same JDK and as many threads; that of
      products and convolutions is the fastest product here on as many threads. A kernel that touches memory more often than its rate
      counts stays below the roof; one whose operands stay in cache may exceed it. *× libtorch* is the time over that of libtorch's faster
      layout: below 1 is faster than libtorch.

      ![Time of each backend relative to libtorch or to the roof](kernels.svg)
      """;

  private final Setting setting;
  private final List<Measurement> rows;
  private final Comparison comparison;

  Markdown(Measurements measurements) {
    setting = measurements.setting();
    rows = measurements.rows();
    comparison = new Comparison(rows);
  }

  String text() {
    StringBuilder s = new StringBuilder("# Kernels, measured\n\n");
    environment(s);
    s.append(NOTES);
    Order.byMeasure(rows).forEach((measure, of) -> table(s, measure, of));
    return s.toString();
  }

  private void environment(StringBuilder s) {
    if (setting.quick()) {
      s.append("**A quick run: a test of the command, not a measurement.**\n\n");
    }
    if (!setting.whole()) {
      s.append("**Not whole: benchmarks failed, or the run was stopped.**\n\n");
    }
    s.append("| | |\n| --- | --- |\n");
    fact(s, "processor", setting.machine().processor() + ", " + setting.machine().processors() + " logical");
    fact(s, "caches", setting.machine().caches().isEmpty() ? "not known" : String.join(", ", setting.machine().caches()));
    fact(s, "system", setting.machine().os());
    setting.jdks().forEach((feature, version) -> fact(s, "JDK " + feature, version));
    fact(s, "JVM flags", setting.flags().isEmpty() ? "none" : "`" + String.join(" ", setting.flags()) + "`");
    fact(s, "native threads", setting.variables().entrySet().stream().map(Object::toString).collect(Collectors.joining(", ")));
    fact(s, "date", setting.date());
    fact(s, "Danskin", setting.danskin() + setting.commit().map(c -> ", commit " + c).orElse(""));
    fact(s, "kernel sources", setting.kernels());
  }

  private static void fact(StringBuilder s, String key, String value) {
    s.append("| ").append(key).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }

  private void table(StringBuilder s, String measure, List<Measurement> of) {
    String unit = of.stream().map(m -> Work.of(measure, m.shape()).unit()).filter(u -> !u.isEmpty()).findFirst().orElse("");
    s.append("\n## ").append(measure).append("\n\n| shape | backend | threads | JDK | median | quartiles | ")
        .append(unit.isEmpty() ? "" : unit + " | of roof | ").append("× libtorch | first call |\n| --- | --- | --: | --: | --: | --: | ")
        .append(unit.isEmpty() ? "" : "--: | --: | ").append("--: | --: |\n");
    of.forEach(m -> row(s, m, !unit.isEmpty()));
  }

  private void row(StringBuilder s, Measurement m, boolean rated) {
    s.append(String.format(Locale.ROOT, "| %s | %s | %d | %d | %s | %s – %s | ", m.shape(), m.by(), m.threads(), m.jdk(),
        Numbers.shown(m.median()), Numbers.shown(m.low()), Numbers.shown(m.high())));
    if (rated) {
      s.append(shown(comparison.rate(m), 1, "")).append(" | ").append(shown(comparison.shareOfRoof(m), 100, " %")).append(" | ");
    }
    s.append(shown(comparison.ratioToLibtorch(m), 1, "")).append(" | ").append(m.firstCall() == null ? "–" : Numbers.shown(m.firstCall()))
        .append(" |\n");
  }

  /** Three significant digits, or four places where that is fewer. */
  private static String shown(OptionalDouble value, double factor, String unit) {
    if (value.isEmpty()) {
      return "–";
    }
    double v = factor * value.getAsDouble();
    int places = Math.min(4, Math.max(0, 2 - (int) Math.floor(Math.log10(v))));
    return String.format(Locale.ROOT, "%." + places + "f%s", v, unit);
  }
}
