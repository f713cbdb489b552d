package dev.danskin.bench.experiment;

import dev.danskin.bench.report.Html;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The page of an experiment that people read: self-contained, no scripts. */
final class ExperimentPage {
  private static final int POINTS = 120;
  /** Titles name no more solvers, and longer tables are folded. */
  private static final int NAMED = 4;
  private static final int ROWS = 80;
  /** Plots do not look closer than this. */
  private static final double LEAST_GAP = 1e-9;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private final Analysis analysis;
  private final ExperimentTables tables;
  private final Experiment experiment;
  private final String version;
  private final String arithmetic;
  private final StringBuilder s = new StringBuilder();

  ExperimentPage(Analysis analysis, String version, String arithmetic) {
    this.analysis = analysis;
    this.version = version;
    this.arithmetic = arithmetic;
    tables = new ExperimentTables(analysis);
    experiment = analysis.runs().experiment();
  }

  String html() {
    s.append(Html.wide("Optimizers on " + experiment.suite()));
    s.append("<header><p class=\"kind\">Danskin benchmark</p><h1>").append(Html.text(experiment.suite())).append(": ")
        .append(Html.text(contestants())).append("</h1><p class=\"verdict\">")
        .append(verdict()).append("</p><p>").append(Html.text(tables.summary())).append("</p></header>");
    key();
    analysis.sections().forEach(this::section);
    provenance();
    return s.append("</main></body></html>\n").toString();
  }

  private String contestants() {
    List<String> names = experiment.solvers().stream().map(NamedSolver::name).toList();
    return names.size() <= NAMED ? String.join(", ", names) : names.size() + " optimizers";
  }

  /** Which solvers hit most, in each section. */
  private String verdict() {
    List<String> parts = new ArrayList<>();
    boolean several = analysis.sections().size() > 1;
    for (Section section : analysis.sections()) {
      double[] shares = IntStream.range(0, analysis.solvers()).mapToDouble(i -> analysis.share(i, section).share()).toArray();
      double most = Arrays.stream(shares).max().orElseThrow();
      List<String> best = IntStream.range(0, shares.length).filter(i -> shares[i] == most)
          .mapToObj(i -> "<strong>" + Html.text(analysis.name(i)) + "</strong>").toList();
      parts.add((several ? section.title().toLowerCase(Locale.ROOT) + ": " : "") + String.join(" and ", best) + (best.size() == 1 ? " hits " : " hit ")
          + ExperimentTables.percent(most));
    }
    return "Of all targets within the budget" + (several ? ", in " : " ") + String.join("; ", parts) + ".";
  }

  /** Which colour is whose, always in sight. */
  private void key() {
    s.append("<p class=\"legend key\">");
    for (int i = 0; i < analysis.solvers(); i++) {
      s.append("<span class=\"c").append(i % 6).append(i < 6 ? "" : " again").append("\"><b></b>").append(Html.text(analysis.name(i))).append("</span> ");
    }
    s.append("</p>");
  }

  private void section(Section section) {
    s.append("<h2>").append(Html.text(section.title())).append("</h2>");
    table(tables.shares(section));
    if (experiment.targets().relative()) {
      profiles(section);
    } else {
      distributions(section);
    }
    ExperimentTables.Table times = tables.times(section);
    boolean folded = times.rows().size() > ROWS;
    s.append(folded ? "<details><summary>Expected running times</summary>" : "<h3>Expected running times</h3>");
    table(times);
    s.append("<p class=\"note\">").append(Html.text(tables.unit())).append(folded ? "</p></details>" : "</p>");
    if (tables.tested(section) > 0) {
      ExperimentTables.Table tests = tables.tests(section);
      s.append("<h3>Tests</h3><p>").append(Html.text(tables.tested(section, tests))).append("</p>");
      if (!tests.rows().isEmpty()) {
        table(tests);
      }
    }
    s.append("<details><summary>").append(experiment.targets().relative() ? "Each problem" : "Each function of " + Html.text(section.title().toLowerCase(Locale.ROOT)))
        .append("</summary><p class=\"note\">Left, convergence: the median of the best f(x) − f* so far, and the band from the 10 % to the 90 % quantile of the trials. "
            + "Right, the expected running time against the target, which gets tighter to the right.</p><div class=\"charts\">");
    section.cells().forEach(this::cell);
    s.append("</div></details>");
  }

  private String unit() {
    return "evaluations / " + experiment.allowance().unit();
  }

  private double most() {
    return experiment.allowance().multiplier();
  }

  /** Until half a decade or more beyond the budget, where simulated restarts still add. */
  private double beyond() {
    return Math.pow(10, Math.ceil(Math.log10(most()) + 0.5));
  }

  private void distributions(Section section) {
    s.append("<h3>Runtimes</h3><div class=\"charts\">");
    s.append(figure(ecdf("All functions", section)));
    s.append(figure(dolan("Performance profile, all functions and targets", analysis.profiles(section))));
    section.groups().forEach(g -> s.append(figure(ecdf(g.title(), g))));
    s.append("</div><p class=\"note\">Share of pairs of function and target reached, 51 targets from 100 to 10⁻⁸, against evaluations / D; right of the dashed line, "
        + "where the budget ends, with simulated restarts. Profile: share of pairs on which the expected running time is at most so many times that of the best solver.</p>");
  }

  private void profiles(Section section) {
    s.append("<h3>Data and performance profiles</h3><div class=\"charts\">");
    for (int k : analysis.shownTargets()) {
      String tau = "τ = " + ExperimentTables.target(experiment.targets().values().get(k));
      s.append(figure(shares("Data profile, " + tau, unit(), 1, Math.max(10, most()), i -> analysis.data(i, section, k).costs(), false)));
      s.append(figure(dolan("Performance profile, " + tau, analysis.profiles(section, k))));
    }
    s.append("</div><p class=\"note\">Data profile: share of trials solved against evaluations / (n + 1). Performance profile: share of problems on which the expected "
        + "running time is at most so many times that of the best solver. Solved: f(x₀) − f(x) ≥ (1 − τ)(f(x₀) − f*).</p>");
  }

  private String ecdf(String title, Section section) {
    return shares(title, unit(), 1, beyond(), i -> analysis.runtimes(i, section).runtimes(), true);
  }

  private String dolan(String title, List<PerformanceProfile> profiles) {
    double largest = profiles.stream().flatMapToDouble(p -> Arrays.stream(p.ratios())).filter(r -> r < Double.POSITIVE_INFINITY).max().orElse(1);
    double right = Math.max(10, Math.pow(10, Math.ceil(Math.log10(Math.max(1, largest)))));
    return shares(title, "times the best solver's evaluations", 1, Math.min(right, 1e4), i -> profiles.get(i).ratios(), false);
  }

  private String shares(String title, String axis, double from, double to, Function<Integer, double[]> ascending, boolean budget) {
    LogPlot plot = LogPlot.shares(title, axis, from, to);
    if (budget) {
      plot.budget(most());
    }
    double[] x = logarithmic(from, to);
    for (int i = analysis.solvers() - 1; i >= 0; i--) {
      double[] numbers = ascending.apply(i);
      plot.add(new LogPlot.Line(i, x, Arrays.stream(x).map(v -> Steps.share(numbers, v)).toArray(), true));
    }
    return plot.svg();
  }

  private static double[] logarithmic(double from, double to) {
    return IntStream.rangeClosed(0, POINTS).mapToDouble(i -> i == POINTS ? to : from * StrictMath.pow(to / from, (double) i / POINTS)).toArray();
  }

  private static String figure(String svg) {
    return "<figure class=\"chart\">" + svg + "</figure>";
  }

  private void cell(Cell cell) {
    s.append(figure(convergence(cell))).append(figure(running(cell)));
  }

  private String convergence(Cell cell) {
    long budget = experiment.allowance().evaluations(cell.dimension());
    long[] at = looks(cell.dimension(), budget);
    double[] x = Arrays.stream(at).mapToDouble(t -> analysis.runs().units(t, cell)).toArray();
    List<double[][]> quantiles = IntStream.range(0, analysis.solvers()).mapToObj(i -> quantiles(analysis.runs().of(i, cell), at)).toList();
    double high = quantiles.stream().flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(1);
    double low = quantiles.stream().flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).filter(Double::isFinite).min().orElse(LEAST_GAP);
    LogPlot plot = LogPlot.values(tables.title(cell), unit(), x[0], x[x.length - 1], Math.pow(10, Math.floor(Math.log10(Math.max(LEAST_GAP, low)))),
        Math.max(10 * LEAST_GAP, Math.pow(10, Math.ceil(Math.log10(high) + 1e-9))));
    for (int i = 0; i < quantiles.size(); i++) {
      plot.add(new LogPlot.Band(i, x, quantiles.get(i)[0], quantiles.get(i)[2]));
    }
    for (int i = quantiles.size() - 1; i >= 0; i--) {
      plot.add(new LogPlot.Line(i, x, quantiles.get(i)[1], false));
    }
    return plot.svg();
  }

  /** Numbers of evaluations at which rows are kept, up to the budget. */
  private static long[] looks(int dimension, long budget) {
    TreeSet<Long> all = new TreeSet<>(List.of(Math.max(2, budget)));
    Clock clock = new Clock(dimension);
    for (long t = clock.after(0); t < budget; t = clock.after(t)) {
      all.add(t);
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  /** Of the gaps of trials, by number of evaluations: 10 %, median, 90 %. */
  private double[][] quantiles(List<Trial> trials, long[] at) {
    double[][] q = new double[3][at.length];
    for (int t = 0; t < at.length; t++) {
      long evaluations = at[t];
      double[] gaps = trials.stream().mapToDouble(r -> Math.max(LEAST_GAP, r.bestAfter(evaluations) - analysis.runs().problem(r).least())).toArray();
      q[0][t] = Steps.quantile(gaps, LOW);
      q[1][t] = Steps.quantile(gaps, 0.5);
      q[2][t] = Steps.quantile(gaps, HIGH);
    }
    return q;
  }

  private String running(Cell cell) {
    double[] targets = experiment.targets().values().stream().mapToDouble(Double::doubleValue).toArray();
    int unit = experiment.allowance().unit(cell.dimension());
    List<double[]> times = new ArrayList<>();
    for (int i = 0; i < analysis.solvers(); i++) {
      List<Trial> trials = analysis.runs().of(i, cell);
      times.add(IntStream.range(0, targets.length).mapToDouble(k -> ExpectedRunningTime.of(trials, k).evaluations() / unit).toArray());
    }
    double high = times.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(1);
    double low = times.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).min().orElse(1);
    double bottom = Math.pow(10, Math.floor(Math.log10(low)));
    LogPlot plot = LogPlot.values(tables.title(cell), "target, f(x) − f*" + (experiment.targets().relative() ? " over that at the start" : ""), targets[0],
        targets[targets.length - 1], bottom, Math.max(10 * bottom, Math.pow(10, Math.ceil(Math.log10(high)))));
    for (int i = times.size() - 1; i >= 0; i--) {
      plot.add(new LogPlot.Line(i, targets, times.get(i), false));
    }
    return plot.svg();
  }

  private void table(ExperimentTables.Table t) {
    s.append("<div class=\"wide\"><table><thead><tr>");
    for (int c = 0; c < t.columns().size(); c++) {
      s.append(c < t.texts() ? "<th>" : "<th class=\"n\">").append(Html.text(t.columns().get(c))).append("</th>");
    }
    s.append("</tr></thead><tbody>");
    for (int r = 0; r < t.rows().size(); r++) {
      List<String> row = t.rows().get(r);
      s.append(r + 1 < t.rows().size() && t.rows().get(r + 1).get(0).isEmpty() ? "<tr class=\"open\">" : "<tr>");
      for (int c = 0; c < row.size(); c++) {
        String cell = row.get(c);
        s.append(c < t.texts() ? "<td>" : "<td class=\"n\">").append(cell.startsWith("*") ? "<strong>" + Html.text(cell.substring(1)) + "</strong>"
            : Html.text(cell)).append("</td>");
      }
      s.append("</tr>");
    }
    s.append("</tbody></table></div>");
  }

  private void provenance() {
    s.append("<h2>Provenance</h2><div class=\"wide\"><table class=\"facts\">");
    fact("Danskin", version);
    fact("seed", Long.toString(experiment.seed()));
    fact("arithmetic", arithmetic);
    experiment.solvers().forEach(n -> fact(n.name(), n.configuration().toString()));
    ends();
    s.append("</table></div><p class=\"note\"><code>results.json</code> has every figure and every trial.</p>");
  }

  /** How trials ended, which tells a solver that fails from one that is slow. */
  private void ends() {
    for (int i = 0; i < analysis.solvers(); i++) {
      int solver = i;
      List<Trial> trials = analysis.runs().trials().stream().filter(t -> t.key().solver() == solver).toList();
      fact(analysis.name(i) + ", trials", String.join(", ", trials.stream().map(Trial::outcome).distinct().sorted()
          .map(o -> trials.stream().filter(t -> t.outcome().equals(o)).count() + " " + o).toList()));
    }
  }

  private void fact(String key, String value) {
    s.append("<tr><th>").append(Html.text(key)).append("</th><td>").append(Html.text(value)).append("</td></tr>");
  }
}
