package dev.danskin.bench.experiment;

import dev.danskin.bench.report.Html;
import dev.danskin.bench.report.LogAxis;
import dev.danskin.runtime.config.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a logarithmic axis as SVG; upwards shares from 0 to 1, or logarithmic, too. */
final class LogPlot {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 280;
  private static final int LEFT = 52;
  private static final int RIGHT = 14;
  private static final int TOP = 28;
  private static final int BOTTOM = 44;
  private static final int MOST_TICKS = 6;
  private static final int COLOURS = 6;
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /**
   * A line.
   *
   * @param colour which of the solvers' colours
   * @param x positive; ascending in the direction of the axis
   * @param y values; a point where it is not finite is left out
   * @param stepped whether values hold until the next x
   */
  record Line(int colour, double[] x, double[] y, boolean stepped) {}

  /** An area between two values. */
  record Band(int colour, double[] x, double[] low, double[] high) {}

  private final String title;
  private final LogAxis across;
  private final LogAxis up;
  private final StringBuilder s = new StringBuilder();

  /**
   * An empty plot.
   *
   * @param up null for shares
   */
  private LogPlot(String title, LogAxis across, LogAxis up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  /** Shares from 0 to 1 over {@code from} … {@code to}. */
  static LogPlot shares(String title, String axis, double from, double to) {
    LogPlot plot = new LogPlot(title, new LogAxis(from, to, LEFT, WIDTH - RIGHT), null);
    for (int i = 0; i <= 4; i++) {
      plot.horizontal(plot.y(i / 4.0), Numbers.shown(i / 4.0));
    }
    plot.ticks(axis);
    return plot;
  }

  /** Values from {@code low} to {@code high} over {@code from} … {@code to}, which may descend. */
  static LogPlot values(String title, String axis, double from, double to, double low, double high) {
    LogPlot plot = new LogPlot(title, new LogAxis(from, to, LEFT, WIDTH - RIGHT), new LogAxis(low, high, HEIGHT - BOTTOM, TOP));
    for (int power : powers(low, high)) {
      plot.horizontal(plot.y(Math.pow(10, power)), power(power));
    }
    plot.ticks(axis);
    return plot;
  }

  /** A few whole powers of ten between two values. */
  private static List<Integer> powers(double a, double b) {
    int low = (int) Math.ceil(Math.log10(Math.min(a, b)) - 1e-9);
    int high = (int) Math.floor(Math.log10(Math.max(a, b)) + 1e-9);
    int step = 1 + (high - low) / MOST_TICKS;
    List<Integer> powers = new ArrayList<>();
    for (int p = low; p <= high; p++) {
      if (Math.floorMod(p, step) == 0) {
        powers.add(p);
      }
    }
    return powers;
  }

  /** 1, 10, 10², 10⁻⁸. */
  static String power(int exponent) {
    if (exponent == 0 || exponent == 1) {
      return exponent == 0 ? "1" : "10";
    }
    StringBuilder digits = new StringBuilder(exponent < 0 ? "10⁻" : "10");
    Integer.toString(Math.abs(exponent)).chars().forEach(c -> digits.append(DIGITS.charAt(c - '0')));
    return digits.toString();
  }

  private double y(double value) {
    return up == null ? TOP + (1 - value) * (HEIGHT - TOP - BOTTOM) : Math.min(HEIGHT - BOTTOM, Math.max(TOP, up.x(Math.max(value, Double.MIN_NORMAL))));
  }

  private double x(double value) {
    return Math.min(WIDTH - RIGHT, Math.max(LEFT, across.x(value)));
  }

  private void add(String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values));
  }

  private void horizontal(double y, String label) {
    add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT,
        WIDTH - RIGHT, y, y, LEFT - 6, y + 4, label);
  }

  private void ticks(String axis) {
    for (int power : powers(across.low(), across.high())) {
      double at = x(Math.pow(10, power));
      add("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", at, at,
          TOP, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 18, power(power));
    }
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, Html.text(axis));
    add("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", LEFT, TOP - 11, Html.text(title));
  }

  /** A dashed line upwards, where the budget ends. */
  LogPlot budget(double at) {
    add("<line class=\"budget\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x(at), x(at), TOP, HEIGHT - BOTTOM);
    return this;
  }

  LogPlot add(Band band) {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < band.x.length; i++) {
      if (Double.isFinite(band.low[i]) && Double.isFinite(band.high[i])) {
        there.append(there.isEmpty() ? "M" : "L").append(point(band.x[i], band.high[i]));
        back.insert(0, "L" + point(band.x[i], band.low[i]));
      }
    }
    if (!there.isEmpty()) {
      add("<path class=\"band c%d\" d=\"%s%sZ\"/>", band.colour % COLOURS, there, back);
    }
    return this;
  }

  LogPlot add(Line line) {
    StringBuilder path = new StringBuilder();
    double last = Double.NaN;
    for (int i = 0; i < line.x.length; i++) {
      if (Double.isFinite(line.y[i])) {
        if (!path.isEmpty() && line.stepped && line.y[i] != last) {
          path.append(String.format(Locale.ROOT, "H%.1f", x(line.x[i])));
        }
        path.append(path.isEmpty() ? "M" : "L").append(point(line.x[i], line.y[i]));
        last = line.y[i];
      }
    }
    if (!path.isEmpty()) {
      add("<path class=\"c%d%s\" d=\"%s\"/>", line.colour % COLOURS, line.colour < COLOURS ? "" : " again", path);
    }
    return this;
  }

  private String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x(x), y(y));
  }

  String svg() {
    return String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>", WIDTH, HEIGHT, Html.text(title), s);
  }
}
