package dev.danskin.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * {@code kernels.svg}: for each measure and shape the time of each backend over libtorch's or, where libtorch was not measured, over the
 * roof's, on a logarithmic axis; one thread, newest JDK. libtorch itself is the line at 1.
 */
final class Bars {
  private static final int WIDTH = 700;
  private static final int LEFT = 196;
  private static final int RIGHT = 52;
  private static final int BAR = 13;
  private static final int GAP = 8;
  private static final int LINE = 22;
  private static final List<String> REFERENCES = List.of(Measurement.ROOF, Measurement.LIBTORCH);
  private static final List<String> COLOURS = List.of("#1f6feb", "#d9480f", "#2b8a3e", "#862e9c", "#0b7285", "#a61e4d");
  private static final String STYLE = "text{font:12px system-ui,sans-serif;fill:#59626d}.h{font-size:15px;font-weight:600;fill:#1b1f24}"
      + ".m{font-size:13px;font-weight:600;fill:#1b1f24}.v{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:3px}"
      + ".grid{stroke:#d8dde3}.one{stroke:#59626d;stroke-width:1.5}.roof{stroke:#1b1f24;stroke-width:2}";

  /**
   * A bar.
   *
   * @param ratio its time over the reference, > 0
   * @param roof where the roof's time stands, over the same reference; empty if it is the reference or not known
   */
  private record Bar(Measurement of, double ratio, OptionalDouble roof) {}

  private final List<Bar> toLibtorch = new ArrayList<>();
  private final List<Bar> toRoof = new ArrayList<>();
  private final List<String> backends;
  private final LogAxis axis;
  private final StringBuilder s = new StringBuilder();
  private int y = 8;

  Bars(List<Measurement> rows) {
    int threads = rows.stream().mapToInt(Measurement::threads).min().orElse(1);
    int jdk = rows.stream().mapToInt(Measurement::jdk).max().orElse(0);
    Comparison comparison = new Comparison(rows);
    Order.byMeasure(rows).values().stream().flatMap(List::stream)
        .filter(m -> m.threads() == threads && m.jdk() == jdk && !REFERENCES.contains(m.backend())).forEach(m -> sort(m, comparison));
    backends = all().map(b -> b.of.backend()).distinct().sorted(Order::backends).toList();
    axis = new LogAxis(round(all().mapToDouble(Bar::ratio).min().orElse(1), 0.5, false),
        round(all().mapToDouble(Bar::ratio).max().orElse(1), 2, true), LEFT, WIDTH - RIGHT);
  }

  private Stream<Bar> all() {
    return Stream.concat(toLibtorch.stream(), toRoof.stream());
  }

  private void sort(Measurement m, Comparison comparison) {
    OptionalDouble peer = comparison.ratioToLibtorch(m);
    OptionalDouble share = comparison.shareOfRoof(m);
    if (peer.isPresent()) {
      double ratio = peer.getAsDouble();
      toLibtorch.add(new Bar(m, ratio, share.isPresent() ? OptionalDouble.of(ratio * share.getAsDouble()) : share));
    } else if (share.isPresent()) {
      toRoof.add(new Bar(m, 1 / share.getAsDouble(), OptionalDouble.empty()));
    }
  }

  /** The nearest of 1, 2, 5 times a power of ten beyond {@code value}, and beyond {@code least}. */
  private static double round(double value, double least, boolean up) {
    double[] ticks = ticks(up ? Math.max(value, least) : Math.min(value, least));
    return up ? DoubleStream.of(ticks).filter(t -> t >= Math.max(value, least)).min().orElseThrow()
        : DoubleStream.of(ticks).filter(t -> t <= Math.min(value, least)).max().orElseThrow();
  }

  private static double[] ticks(double near) {
    double power = Math.pow(10, Math.floor(Math.log10(near)));
    return new double[] {power / 2, power, 2 * power, 5 * power, 10 * power};
  }

  private double x(double ratio) {
    return axis.x(ratio);
  }

  String svg() {
    legend();
    section("Time relative to libtorch, its faster layout; left of 1 is faster", toLibtorch);
    section("Time relative to the roof", toRoof);
    if (backends.isEmpty()) {
      add("<text x=\"8\" y=\"%d\">Nothing here has a roof or libtorch beside it.</text>", y + 14);
      y += LINE;
    }
    return String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
        + "role=\"img\" aria-label=\"Time of each backend relative to libtorch or to the roof\">\n<style>%s</style>\n"
        + "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, y + 8, WIDTH, y + 8, STYLE, WIDTH, y + 8) + s + "</svg>\n";
  }

  private void add(String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void legend() {
    int x = 8;
    for (String b : backends) {
      add("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>", x, y + 2, colour(b),
          x + 17, y + 12, text(b));
      x += 34 + 7 * b.length();
    }
    if (all().anyMatch(b -> b.roof.isPresent())) {
      add("<line class=\"roof\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/><text x=\"%d\" y=\"%d\">roof</text>", x + 4, x + 4, y + 1,
          y + 15, x + 12, y + 12);
    }
    y += LINE;
  }

  private String colour(String backend) {
    return COLOURS.get(backends.indexOf(backend) % COLOURS.size());
  }

  private void section(String title, List<Bar> bars) {
    if (bars.isEmpty()) {
      return;
    }
    add("<text class=\"h\" x=\"8\" y=\"%d\">%s</text>", y + 18, title);
    y += LINE + 22;
    int top = y;
    int grid = s.length();
    Function<Bar, String> measure = b -> b.of.measure();
    Function<Bar, String> shape = b -> b.of.shape();
    grouped(bars, measure).forEach((name, of) -> {
      add("<text class=\"m\" x=\"8\" y=\"%d\">%s</text>", y + 15, text(name));
      y += LINE;
      grouped(of, shape).forEach(this::group);
    });
    s.insert(grid, axis.grid(top, y));
    y += 10;
  }

  private static Map<String, List<Bar>> grouped(List<Bar> bars, Function<Bar, String> by) {
    return bars.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private void group(String shape, List<Bar> bars) {
    int height = BAR * bars.size();
    add("<text x=\"20\" y=\"%.1f\">%s</text>", y + height / 2.0 + 4, text(shape));
    double roof = bars.get(0).roof.orElse(Double.NaN);
    if (roof >= axis.low() && roof <= axis.high()) {
      add("<line class=\"roof\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x(roof), x(roof), y - 2, y + height + 1);
    }
    for (int i = 0; i < bars.size(); i++) {
      bar(bars.get(i), y + BAR * i);
    }
    y += height + GAP;
  }

  private void bar(Bar b, int top) {
    double from = Math.min(x(1), x(b.ratio));
    double to = Math.max(x(1), x(b.ratio));
    add("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s</title></rect>", from, top, Math.max(to - from, 1.5),
        BAR - 2, colour(b.of.backend()), text(b.of.backend() + " " + b.of.measure() + " " + b.of.shape() + ": " + shown(b.ratio)));
    add("<text class=\"v\" x=\"%.1f\" y=\"%d\">%s</text>", to + 5, top + BAR - 3, shown(b.ratio));
  }

  private static String shown(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f×" : ratio < 100 ? "%.1f×" : "%.0f×", ratio);
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
