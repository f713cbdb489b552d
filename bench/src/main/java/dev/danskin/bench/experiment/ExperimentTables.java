package dev.danskin.bench.experiment;

import dev.danskin.runtime.config.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of an experiment, for its Markdown and its page. */
final class ExperimentTables {
  private static final double SIGNIFICANT = 0.05;
  private final Analysis analysis;
  private final List<Analysis.Test> tests;

  ExperimentTables(Analysis analysis) {
    this.analysis = analysis;
    tests = analysis.tests();
  }

  /**
   * A table.
   *
   * @param columns headings; those after the first {@code texts} are of numbers
   * @param rows cells; one that begins with * stands out
   */
  record Table(List<String> columns, int texts, List<List<String>> rows) {}

  /** Six digits: more depend on the machine's logarithm. */
  static double rounded(double p) {
    return new BigDecimal(p).round(new MathContext(6)).doubleValue();
  }

  /** 12, 123, 1.23e4, or ∞. */
  static String shown(double units) {
    return Double.isNaN(units) ? "–" : Double.isInfinite(units) ? "∞" : units < 9999.5 ? Numbers.shown(new BigDecimal(units).round(new MathContext(3)).doubleValue())
        : String.format(Locale.ROOT, "%.2e", units).replace("e+0", "e").replace("e+", "e");
  }

  static String target(double value) {
    return value >= 0.1 && value <= 100 ? Numbers.shown(value) : String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-").replace("e+0", "e");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** What each solver reached. */
  Table shares(Section section) {
    boolean relative = analysis.runs().experiment().targets().relative();
    List<String> columns = new ArrayList<>(List.of("solver", "targets hit", "95 % interval"));
    if (relative) {
      analysis.shown().forEach(t -> columns.add("solved, τ = " + target(t)));
    }
    columns.add("AlgoPerf");
    boolean reference = analysis.reference().isPresent();
    if (reference) {
      columns.addAll(List.of("ERT / reference", "solved"));
    }
    List<PerformanceProfile> profiles = analysis.profiles(section);
    List<List<String>> rows = new ArrayList<>();
    double most = -1;
    List<HitShare> shares = new ArrayList<>();
    for (int s = 0; s < analysis.solvers(); s++) {
      shares.add(analysis.share(s, section));
      most = Math.max(most, shares.get(s).share());
    }
    for (int s = 0; s < analysis.solvers(); s++) {
      HitShare h = shares.get(s);
      List<String> row = new ArrayList<>(List.of(analysis.name(s), mark(h.share() == most) + percent(h.share()),
          String.format(Locale.ROOT, "%.1f – %.1f", 100 * h.low(), 100 * h.high())));
      if (relative) {
        for (int k : analysis.shownTargets()) {
          DataProfile d = analysis.data(s, section, k);
          row.add(d.solved() + " / " + d.costs().length);
        }
      }
      row.add(String.format(Locale.ROOT, "%.3f", profiles.get(s).algoPerf()));
      if (reference) {
        row.add(analysis.ratio(s, section).map(r -> shown(r.ratio())).orElse("–"));
        row.add(analysis.ratio(s, section).map(r -> r.solved() + " / " + r.of()).orElse("–"));
      }
      rows.add(row);
    }
    return new Table(columns, 1, rows);
  }

  private boolean alone() {
    return analysis.solvers() == 1;
  }

  private String mark(boolean best) {
    return best && !alone() ? "*" : "";
  }

  /** Expected running times in units of the budget; the least of each target stands out. */
  Table times(Section section) {
    List<String> columns = new ArrayList<>(List.of("function", "solver"));
    analysis.shown().forEach(t -> columns.add(target(t)));
    columns.add("successes");
    List<List<String>> rows = new ArrayList<>();
    for (Cell c : section.cells()) {
      double[] least = new double[analysis.shown().size()];
      int[] targets = analysis.shownTargets();
      for (int t = 0; t < targets.length; t++) {
        least[t] = Double.POSITIVE_INFINITY;
        for (int s = 0; s < analysis.solvers(); s++) {
          least[t] = Math.min(least[t], analysis.ert(s, c, targets[t]).evaluations());
        }
      }
      for (int s = 0; s < analysis.solvers(); s++) {
        rows.add(times(c, s, targets, least));
      }
    }
    return new Table(columns, 2, rows);
  }

  private List<String> times(Cell c, int s, int[] targets, double[] least) {
    List<String> row = new ArrayList<>(List.of(s == 0 ? title(c) : "", analysis.name(s)));
    for (int t = 0; t < targets.length; t++) {
      ExpectedRunningTime e = analysis.ert(s, c, targets[t]);
      row.add(mark(e.successes() > 0 && e.evaluations() == least[t]) + shown(e.evaluations() / analysis.runs().experiment().allowance().unit(c.dimension())));
    }
    ExpectedRunningTime last = analysis.ert(s, c, targets[targets.length - 1]);
    row.add(last.successes() + " / " + last.trials());
    return row;
  }

  /** What a function is called: with its dimension where sections do not say it. */
  String title(Cell c) {
    boolean bbob = analysis.runs().experiment().suite().equals("bbob");
    return (bbob ? "f" : "") + c.function() + " " + c.name() + (bbob ? "" : ", n = " + c.dimension() + (repeated(c) ? ", instance " + c.instance() : ""));
  }

  /** Whether function and dimension do not say which problem it is. */
  private boolean repeated(Cell c) {
    return analysis.runs().cells().stream().filter(o -> o.function() == c.function() && o.dimension() == c.dimension()).count() > 1;
  }

  /** The tests on a section's functions, one row for each that is significant. */
  Table tests(Section section) {
    List<List<String>> rows = new ArrayList<>();
    for (Analysis.Test t : tests) {
      if (section.cells().contains(t.cell()) && t.corrected() < SIGNIFICANT) {
        boolean first = t.ranks().better() > 0.5;
        rows.add(List.of(title(t.cell()), analysis.name(first ? t.first() : t.second()), analysis.name(first ? t.second() : t.first()),
            String.format(Locale.ROOT, "%.2f", first ? t.ranks().better() : 1 - t.ranks().better()), String.format(Locale.ROOT, t.corrected() < 0.001 ? "%.0e" : "%.3f", t.corrected())));
      }
    }
    return new Table(List.of("function", "better", "than", "probability", "p (Holm)"), 3, rows);
  }

  /** How many tests of a section there are. */
  int tested(Section section) {
    return (int) tests.stream().filter(t -> section.cells().contains(t.cell())).count();
  }

  /** One sentence on the tests of a section. */
  String tested(Section section, Table significant) {
    return "Rank-sum tests of " + analysis.name(0) + " against each other solver on each function: " + significant.rows().size() + " of "
        + tested(section) + " are significant at 5 % after Holm's correction for all tests of the experiment"
        + (significant.rows().isEmpty() ? "." : "; probability: that a trial of the better one ranks first.");
  }

  /** What the numbers of the table of times are. */
  String unit() {
    boolean relative = analysis.runs().experiment().targets().relative();
    return "Expected running time in evaluations / " + analysis.runs().experiment().allowance().unit() + (relative
        ? " until f(x₀) − f(x) ≥ (1 − τ)(f(x₀) − f*), for each τ" : " until f(x) − f* ≤ target")
        + "; ∞ where no trial got there. Successes are of the last column.";
  }

  /** {@code results.md}. */
  String markdown() {
    Experiment e = analysis.runs().experiment();
    StringBuilder s = new StringBuilder("# Optimizers on " + e.suite() + "\n\n" + summary() + "\n");
    for (Section section : analysis.sections()) {
      s.append("\n## ").append(section.title()).append("\n\n");
      table(s, shares(section));
      s.append('\n').append(unit()).append("\n\n");
      table(s, times(section));
      if (tested(section) > 0) {
        Table tests = tests(section);
        s.append('\n').append(tested(section, tests)).append('\n');
        if (!tests.rows().isEmpty()) {
          s.append('\n');
          table(s, tests);
        }
      }
    }
    return s.toString();
  }

  /** What was run, in a sentence or two. */
  String summary() {
    Experiment e = analysis.runs().experiment();
    String better = analysis.reference().map(r -> " Ratios are geometric means of ERT over that of " + r.source()
        + " at the last target, over functions where the reference had at least 8 of 15 successes and that the solver solved.").orElse("");
    int cells = analysis.runs().cells().size();
    String what = e.suite().equals("bbob") ? functions(cells, analysis.sections().size()) : cells == 1 ? "1 problem" : cells + " problems";
    return what + ", " + e.problems().size() * e.repetitions() + " trials of each of " + analysis.solvers()
        + (analysis.solvers() == 1 ? " solver" : " solvers") + ", at most " + e.allowance().multiplier() + " · " + e.allowance().unit()
        + " evaluations a trial, seed " + e.seed() + ". An evaluation is a value, also where it is taken for a difference; gradients that a problem offers itself come with the value."
        + better;
  }

  private static String functions(int cells, int dimensions) {
    return cells / dimensions + (cells == dimensions ? " function in " : " functions in ") + dimensions + (dimensions == 1 ? " dimension" : " dimensions");
  }

  private static void table(StringBuilder s, Table t) {
    s.append("| ").append(String.join(" | ", t.columns())).append(" |\n|");
    for (int c = 0; c < t.columns().size(); c++) {
      s.append(c < t.texts() ? " --- |" : " --: |");
    }
    s.append('\n');
    for (List<String> row : t.rows()) {
      s.append("| ").append(String.join(" | ", row.stream().map(ExperimentTables::marked).toList())).append(" |\n");
    }
  }

  private static String marked(String cell) {
    return cell.startsWith("*") ? "**" + cell.substring(1) + "**" : cell.replace("|", "\\|");
  }
}
