package dev.danskin.cli.report;

import dev.danskin.bench.report.Html;
import dev.danskin.runtime.config.Numbers;
import java.util.List;
import java.util.Locale;

/** Lines over a common axis as SVG. */
final class Plot {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 240;
  private static final int LEFT = 56;
  private static final int BOTTOM = 44;
  private static final int TOP = 12;
  private static final int RIGHT = 8;

  /**
   * One line; points that are NaN are left out.
   *
   * @param x ascending
   * @param intervals for each point {low, high}, or null for none; then the points are not marked either
   */
  record Line(String name, double[] x, double[] y, double[][] intervals) {
    /** Without intervals. */
    Line(String name, double[] x, double[] y) {
      this(name, x, y, null);
    }
  }

  /** The least of 1, 2, 2.5, 4, 5, 8 times a power of ten that is not below {@code value}. */
  static double round(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-12))));
    for (double m : new double[] {1, 2, 2.5, 4, 5, 8}) {
      if (m * power >= value) {
        return m * power;
      }
    }
    return 10 * power;
  }

  private final double right;
  private final double low;
  private final double high;

  private Plot(double right, double low, double high) {
    this.right = right;
    this.low = low;
    this.high = high > low ? high : low + 1;
  }

  /** The lines between y = low and y = high over 0 … the largest x. */
  static String of(List<Line> lines, String axis, double low, double high, boolean percent) {
    double right = lines.stream().flatMapToDouble(l -> java.util.Arrays.stream(l.x)).max().orElse(1);
    return new Plot(right > 0 ? right : 1, low, high).svg(lines, axis, percent);
  }

  private double px(double x) {
    return LEFT + x / right * (WIDTH - LEFT - RIGHT);
  }

  private double py(double y) {
    return TOP + (1 - (Math.min(Math.max(y, low), high) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  }

  private String svg(List<Line> lines, String axis, boolean percent) {
    StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT,
        Html.text(lines.stream().map(Line::name).toList() + " against " + axis)));
    for (int i = 0; i <= 4; i++) {
      double y = low + (high - low) * i / 4;
      s.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" "
          + "text-anchor=\"end\">%s</text>", LEFT, WIDTH - RIGHT, py(y), py(y), LEFT - 6, py(y) + 4,
          percent ? Numbers.shown(100 * y) + " %" : Numbers.shown(y)));
    }
    for (int i = 0; i <= 2; i++) {
      s.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", px(right * i / 2), HEIGHT - BOTTOM + 18,
          i == 2 ? "end" : "middle", Numbers.shown(right * i / 2)));
    }
    s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + WIDTH) / 2, HEIGHT - 6, Html.text(axis)));
    for (int i = 0; i < lines.size(); i++) {
      line(s, lines.get(i), i % 6);
    }
    return s.append("</svg>").append(legend(lines)).toString();
  }

  private void line(StringBuilder s, Line line, int colour) {
    StringBuilder path = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < line.x.length; i++) {
      if (!Double.isNaN(line.y[i])) {
        path.append(path.isEmpty() ? "M" : "L").append(String.format(Locale.ROOT, "%.1f %.1f", px(line.x[i]), py(line.y[i])));
        marks.append(line.intervals == null ? "" : mark(px(line.x[i]), py(line.y[i]), line.intervals[i]));
      }
    }
    s.append("<g class=\"c").append(colour).append("\"><path d=\"").append(path).append("\"/>").append(marks).append("</g>");
  }

  private String mark(double x, double y, double[] interval) {
    return String.format(Locale.ROOT, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>", x, x,
        py(interval[0]), py(interval[1]), x, y);
  }

  private static String legend(List<Line> lines) {
    StringBuilder s = new StringBuilder("<p class=\"legend\">");
    for (int i = 0; i < lines.size(); i++) {
      s.append("<span class=\"c").append(i % 6).append("\"><b></b>").append(Html.text(lines.get(i).name)).append("</span> ");
    }
    return s.append("</p>").toString();
  }
}
