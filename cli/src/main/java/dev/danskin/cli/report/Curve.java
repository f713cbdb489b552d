package dev.danskin.cli.report;

import dev.danskin.bench.report.Html;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Accuracy against ε with Clopper-Pearson intervals, one line per attack and one chart per threat, as SVG. */
final class Curve {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 260;
  private static final int LEFT = 52;
  private static final int BOTTOM = 44;
  private static final int TOP = 12;
  private static final int RIGHT = 8;

  private final Figures figures;
  private final double most;

  private Curve(Figures figures, double most) {
    this.figures = figures;
    this.most = most;
  }

  /** The chart of one threat. */
  static String of(Figures figures, String threat) {
    double most = asked(figures, threat).stream().mapToDouble(Curve::end).max().orElse(0);
    return new Curve(figures, most > 0 ? most : 1).svg(threat);
  }

  private static List<Figures.Line> asked(Figures figures, String threat) {
    return figures.attacks().stream().filter(l -> Figures.threat(l.attack()).equals(threat) && !l.attack().ladder()).toList();
  }

  /** Where an attack's line ends: at its ε, or where it has fooled all it can. */
  private static double end(Figures.Line line) {
    List<Figures.Point> curve = line.curve();
    return curve.isEmpty() ? line.attack().eps() : Math.min(line.attack().eps(), curve.get(curve.size() - 1).eps());
  }

  private double x(double eps) {
    return LEFT + eps / most * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  }

  private String svg(String threat) {
    StringBuilder s = new StringBuilder();
    s.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Accuracy against eps, %s\">",
        WIDTH, HEIGHT, threat));
    axes(s, threat);
    Map<String, List<Figures.Line>> lines = new LinkedHashMap<>();
    asked(figures, threat).forEach(l -> lines.computeIfAbsent(l.attack().name(), k -> new ArrayList<>()).add(l));
    int colour = 0;
    for (Map.Entry<String, List<Figures.Line>> e : lines.entrySet()) {
      if (e.getValue().get(0).curve().isEmpty()) {
        line(s, e.getValue(), colour++ % 6);
      } else {
        steps(s, e.getValue().get(e.getValue().size() - 1).curve(), colour++ % 6);
      }
    }
    return s.append("</svg>").append(legend(lines.keySet().stream().toList())).toString();
  }

  private void axes(StringBuilder s, String threat) {
    for (int p = 0; p <= 100; p += 25) {
      s.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
          + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>", LEFT, WIDTH - RIGHT, y(p / 100.0), y(p / 100.0), LEFT - 6,
          y(p / 100.0) + 4, p));
    }
    List<Double> ticks = new ArrayList<>(List.of(0.0));
    asked(figures, threat).stream().map(Curve::end).distinct().sorted().filter(e -> e - ticks.get(ticks.size() - 1) > most / 12).forEach(ticks::add);
    for (double t : ticks.stream().distinct().toList()) {
      s.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", x(t), HEIGHT - BOTTOM + 18,
          t == most ? "end" : "middle", Numbers.shown(t)));
    }
    s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">ε (%s)</text>", (LEFT + WIDTH) / 2, HEIGHT - 6, threat));
  }

  private void line(StringBuilder s, List<Figures.Line> points, int colour) {
    int n = figures.examples();
    StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M%.1f %.1f", x(0), y((double) figures.correct() / n)));
    StringBuilder marks = new StringBuilder();
    points.stream().sorted(java.util.Comparator.comparingDouble(l -> l.attack().eps())).forEach(l -> {
      Interval i = Interval.of(l.robust(), n);
      double at = x(l.attack().eps());
      path.append(String.format(Locale.ROOT, "L%.1f %.1f", at, y((double) l.robust() / n)));
      marks.append(String.format(Locale.ROOT, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
          at, at, y(i.low()), y(i.high()), at, y((double) l.robust() / n)));
    });
    s.append("<g class=\"c").append(colour).append("\"><path").append(curved(figures) ? " class=\"between\"" : "").append(" d=\"").append(path)
        .append("\"/>").append(marks).append("</g>");
  }

  /** Whether an attack's accuracy is known at every ε, so that a straight line between two sizes of another would pretend to the same. */
  private static boolean curved(Figures figures) {
    return figures.attacks().stream().anyMatch(l -> !l.curve().isEmpty());
  }

  /** Known at every ε from one run. */
  private void steps(StringBuilder s, List<Figures.Point> curve, int colour) {
    StringBuilder path = new StringBuilder();
    for (Figures.Point p : curve) {
      if (p.eps() <= most) {
        path.append(path.isEmpty() ? "M" : "L").append(String.format(Locale.ROOT, "%.1f %.1f", x(p.eps()), y((double) p.robust() / figures.examples())));
      }
    }
    s.append("<g class=\"c").append(colour).append("\"><path d=\"").append(path).append("\"/></g>");
  }

  private static String legend(List<String> names) {
    StringBuilder s = new StringBuilder("<p class=\"legend\">");
    for (int i = 0; i < names.size(); i++) {
      s.append("<span class=\"c").append(i % 6).append("\"><b></b>").append(Html.text(names.get(i))).append("</span> ");
    }
    return s.append("</p>").toString();
  }
}
