package dev.danskin.bench.table;

import dev.danskin.bench.report.LogAxis;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code attacks.svg}: processor seconds, forward and backward passes of each attack, ours over the reference's, on a logarithmic axis whose
 * line at 1 is the reference; without a reference, the numbers themselves.
 */
final class CostPlot {
  private static final int WIDTH = 700;
  private static final int LEFT = 190;
  private static final int RIGHT = 60;
  private static final int BAR = 12;
  private static final String[] COLOURS = {"#1f6feb", "#d9480f", "#2b8a3e"};
  private static final String[] MEASURES = {"CPU seconds", "forward passes", "backward passes"};
  private static final String STYLE = "text{font:12px system-ui,sans-serif;fill:#59626d}.h{font-size:15px;font-weight:600;fill:#1b1f24}"
      + ".v{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:3px}.grid{stroke:#d8dde3}.one{stroke:#59626d;stroke-width:1.5}";

  private final List<Row> rows;
  private final boolean relative;
  private final LogAxis axis;
  private final StringBuilder s = new StringBuilder();

  CostPlot(List<Row> rows) {
    this.rows = rows;
    relative = rows.stream().anyMatch(r -> r.reference() != null);
    double least = 1;
    double most = 1;
    for (Row r : rows) {
      for (double v : values(r)) {
        least = v > 0 ? Math.min(least, v) : least;
        most = v > 0 ? Math.max(most, v) : most;
      }
    }
    axis = new LogAxis(Math.pow(10, Math.floor(Math.log10(least) * 2) / 2), Math.pow(10, Math.ceil(Math.log10(most * 1.01) * 2) / 2), LEFT, WIDTH - RIGHT);
  }

  private double[] values(Row r) {
    return new double[] {value(r, Row::cpu, Reference::cpu), value(r, Row::forward, Reference::forward), value(r, Row::backward, Reference::backward)};
  }

  /** NaN where there is nothing to show. */
  private double value(Row r, ToDoubleFunction<Row> ours, ToDoubleFunction<Reference> theirs) {
    double own = ours.applyAsDouble(r);
    if (!relative) {
      return own > 0 ? own : Double.NaN;
    }
    double other = r.reference() == null ? Double.NaN : theirs.applyAsDouble(r.reference());
    return own > 0 && other > 0 ? own / other : Double.NaN;
  }

  private double x(double value) {
    return axis.x(value);
  }

  private void add(String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  String svg() {
    int y = 8;
    add("<text class=\"h\" x=\"8\" y=\"%d\">%s</text>", y + 14, relative ? "Cost relative to the reference; left of 1 is cheaper" : "Cost");
    y += 26;
    for (int m = 0; m < MEASURES.length; m++) {
      add("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>", 8 + 130 * m, y, COLOURS[m],
          25 + 130 * m, y + 10, MEASURES[m]);
    }
    y += 40;
    int top = y;
    int grid = s.length();
    for (Row r : rows) {
      add("<text x=\"8\" y=\"%d\">%s</text>", y + 22, label(r));
      double[] values = values(r);
      for (int m = 0; m < values.length; m++) {
        if (!Double.isNaN(values[m])) {
          bar(values[m], y + BAR * m, COLOURS[m]);
        }
      }
      y += BAR * values.length + 8;
    }
    s.insert(grid, axis.grid(top, y));
    return String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
        + "aria-label=\"Cost of attacks\">\n<style>%s</style>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, y + 8, WIDTH, y + 8, STYLE,
        WIDTH, y + 8) + s + "</svg>\n";
  }

  private static String label(Row r) {
    String name = r.attack() + ", " + r.threat();
    return name.replace("&", "&amp;").replace("<", "&lt;");
  }

  private void bar(double value, int top, String colour) {
    double from = Math.min(x(1), x(value));
    double to = Math.max(x(1), x(value));
    add("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", from, top, Math.max(to - from, 1.5), BAR - 2, colour);
    add("<text class=\"v\" x=\"%.1f\" y=\"%d\">%s</text>", to + 5, top + BAR - 3, String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value)
        + (relative ? "×" : ""));
  }
}
