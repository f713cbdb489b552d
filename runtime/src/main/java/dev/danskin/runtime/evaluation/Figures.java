package dev.danskin.runtime.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of an evaluation, computed from its rows alone.
 *
 * @param examples how many
 * @param correct how many were right before any attack
 * @param attacks one line per attack and eps, in the order asked for
 * @param worstCases robust to every attack of a threat and eps at once
 * @param flags what a reader should know before believing the figures
 */
public record Figures(int examples, int correct, List<Line> attacks, List<WorstCase> worstCases, List<Flag> flags) {

  /**
   * One attack.
   *
   * @param robust examples that are right when clean and not fooled
   * @param medianDistance of ‖δ‖, misclassified examples at 0; NaN unless more than half of all are fooled or misclassified
   * @param forward forward passes over all examples; {@code backward} and {@code decisions} likewise
   */
  public record Line(NamedAttack attack, int robust, double medianDistance, long forward, long backward, long decisions) {}

  /** Examples that no attack of this threat and eps fooled. */
  public record WorstCase(String threat, double eps, int robust) {}

  /** A warning with advice. */
  public record Flag(String id, int examples, String advice) {}

  /** Computes everything from rows sorted in any order. */
  public static Figures of(List<ExampleRow> rows, List<NamedAttack> attacks) {
    Map<Long, Boolean> correct = new HashMap<>();
    rows.forEach(r -> correct.put(r.id(), r.label() == r.prediction()));
    List<Line> lines = new ArrayList<>();
    for (NamedAttack a : attacks) {
      lines.add(line(a, rows.stream().filter(r -> r.attack().equals(a.name()) && r.eps() == a.eps()).toList()));
    }
    int right = (int) correct.values().stream().filter(c -> c).count();
    return new Figures(correct.size(), right, lines, worst(rows, attacks), flags(rows, lines));
  }

  private static Line line(NamedAttack a, List<ExampleRow> rows) {
    List<Double> distances = new ArrayList<>();
    rows.stream().filter(r -> !Double.isNaN(r.distance())).forEach(r -> distances.add(r.distance()));
    distances.sort(Comparator.naturalOrder());
    double median = 2 * distances.size() > rows.size() ? distances.get((rows.size() - 1) / 2) : Double.NaN;
    return new Line(a, (int) rows.stream().filter(r -> r.status().robust()).count(), median,
        rows.stream().mapToLong(ExampleRow::forward).sum(), rows.stream().mapToLong(ExampleRow::backward).sum(),
        rows.stream().mapToLong(ExampleRow::decisions).sum());
  }

  private static List<WorstCase> worst(List<ExampleRow> rows, List<NamedAttack> attacks) {
    List<WorstCase> cases = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NamedAttack a : attacks) {
      String threat = threat(a);
      if (seen.add(threat + a.eps())) {
        Set<String> same = new HashSet<>();
        attacks.stream().filter(b -> threat(b).equals(threat) && b.eps() == a.eps()).forEach(b -> same.add(b.name()));
        Map<Long, Boolean> robust = new HashMap<>();
        rows.stream().filter(r -> r.eps() == a.eps() && same.contains(r.attack()))
            .forEach(r -> robust.merge(r.id(), r.status().robust(), Boolean::logicalAnd));
        cases.add(new WorstCase(threat, a.eps(), (int) robust.values().stream().filter(x -> x).count()));
      }
    }
    return cases;
  }

  /** The norm of an attack's threat model, as written in files. */
  public static String threat(NamedAttack a) {
    return a.attack().threat().norm().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static List<Flag> flags(List<ExampleRow> rows, List<Line> lines) {
    List<Flag> flags = new ArrayList<>();
    int zero = distinct(rows.stream().filter(r -> r.zeroGradients() > 0 && r.status().robust()).toList());
    if (zero > 0) {
      flags.add(new Flag("zero-gradient", zero, "The gradient was exactly zero for examples that count as robust; the model "
          + "may hide it (saturated or quantised outputs): add a loss that cannot saturate (margin, dlr) or a black-box attack."));
    }
    int unstable = distinct(rows.stream().filter(r -> r.status() == Status.UNSTABLE || r.prediction() < 0).toList());
    if (unstable > 0) {
      flags.add(new Flag("unstable", unstable, "Outputs or gradients were not finite, or differed between two evaluations of one "
          + "input; these examples count as not robust: make the model deterministic and its outputs finite."));
    }
    noise(lines, flags);
    return flags;
  }

  private static int distinct(List<ExampleRow> rows) {
    return (int) rows.stream().map(ExampleRow::id).distinct().count();
  }

  private static void noise(List<Line> lines, List<Flag> flags) {
    for (Line n : lines) {
      for (Line g : lines) {
        boolean comparable = threat(n.attack()).equals(threat(g.attack())) && n.attack().eps() == g.attack().eps();
        if (comparable && n.attack().name().equals("noise") && g.robust() > n.robust()) {
          flags.add(new Flag("noise-beats-" + g.attack().name(), g.robust() - n.robust(), "Random noise fooled more examples "
              + "than a search of the same size; the gradients mislead: use more steps, restarts or a black-box attack."));
        }
      }
    }
  }
}
