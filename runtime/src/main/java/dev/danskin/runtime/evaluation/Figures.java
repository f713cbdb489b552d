package dev.danskin.runtime.evaluation;

import dev.danskin.api.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The figures of an evaluation, and what a referee says of them.
 *
 * @param examples how many
 * @param correct how many were right before any attack
 * @param attacks one line per attack and eps, in the order asked for
 * @param worstCases robust to every attack of a threat and eps at once
 * @param ladder the rungs of the sanity ladder that the attacks allow to judge
 * @param optimality of each attack whose accuracy is known against ε
 * @param flags what a reader should know before believing the figures
 */
public record Figures(int examples, int correct, List<Line> attacks, List<WorstCase> worstCases, List<Rung> ladder,
    List<Optimality> optimality, List<Flag> flags) {

  /**
   * One attack.
   *
   * @param robust examples that are right when clean and not fooled
   * @param medianDistance of the least ‖δ‖ found, misclassified examples at 0; NaN unless one is known for more than half of all
   * @param forward forward passes over all examples; {@code backward} and {@code decisions} likewise
   * @param fooledBy how many examples each of the attack's parts fooled; empty if it has none
   * @param curve accuracy against ε where the attack looks for small perturbations, else empty; a bound from above at each ε
   */
  public record Line(NamedAttack attack, int robust, double medianDistance, long forward, long backward, long decisions, List<Integer> fooledBy,
      List<Point> curve) {}

  /** How many examples no δ with ‖δ‖ ≤ eps is known to fool. */
  public record Point(double eps, int robust) {}

  /** Examples that no attack of this threat and eps fooled. */
  public record WorstCase(String threat, double eps, int robust) {}

  /** A warning with advice. */
  public record Flag(String id, int examples, String advice) {}

  /**
   * Computes everything from rows sorted in any order.
   *
   * @param domain of the data: says which ε leaves nothing of an input
   * @param findings what a look at the model itself brought to light
   */
  public static Figures of(List<ExampleRow> rows, List<NamedAttack> attacks, Domain domain, List<Flag> findings) {
    Map<Long, Boolean> correct = new HashMap<>();
    rows.forEach(r -> correct.put(r.id(), r.label() == r.prediction()));
    List<Line> lines = new ArrayList<>();
    for (NamedAttack a : attacks) {
      lines.add(line(a, rows.stream().filter(a::made).toList()));
    }
    int right = (int) correct.values().stream().filter(c -> c).count();
    List<Rung> ladder = new Ladder(rows, lines, right, correct.size(), domain).rungs();
    return new Figures(correct.size(), right, lines, worst(rows, attacks), ladder, Optimality.of(rows, attacks),
        Flags.of(rows, lines, ladder, findings));
  }

  private static Line line(NamedAttack a, List<ExampleRow> rows) {
    double[] distances = rows.stream().mapToDouble(ExampleRow::reach).filter(d -> !Double.isInfinite(d)).sorted().toArray();
    int n = rows.size();
    double median = 2 * distances.length > n ? (distances[(n - 1) / 2] + distances[n / 2]) / 2 : Double.NaN;
    return new Line(a, (int) rows.stream().filter(r -> r.status().robust()).count(), median,
        rows.stream().mapToLong(ExampleRow::forward).sum(), rows.stream().mapToLong(ExampleRow::backward).sum(),
        rows.stream().mapToLong(ExampleRow::decisions).sum(), parts(a, rows), measured(rows) ? curve(distances, n) : List.of());
  }

  private static List<Integer> parts(NamedAttack a, List<ExampleRow> rows) {
    return IntStream.range(0, a.attack().parts().size()).mapToObj(p -> (int) rows.stream().filter(r -> r.part() == p).count()).toList();
  }

  /** Whether the rows are of an attack that looks for small perturbations: it knows how near every mistake lies that it counts. */
  static boolean measured(List<ExampleRow> rows) {
    boolean any = rows.stream().anyMatch(r -> !Double.isNaN(r.nearest()));
    return any && rows.stream().noneMatch(r -> r.status() == Status.FOOLED && Double.isNaN(r.nearest()));
  }

  /** @param distances ascending */
  private static List<Point> curve(double[] distances, int n) {
    int points = 33;
    double most = distances[distances.length - 1];
    List<Point> curve = new ArrayList<>();
    for (int j = 0; j < points; j++) {
      double eps = most * j / (points - 1);
      curve.add(new Point(eps, n - (int) Arrays.stream(distances).filter(d -> d <= eps).count()));
    }
    return curve;
  }

  private static List<WorstCase> worst(List<ExampleRow> rows, List<NamedAttack> attacks) {
    List<WorstCase> cases = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NamedAttack a : attacks) {
      if (seen.add(threat(a) + a.eps())) {
        List<NamedAttack> same = attacks.stream().filter(a::rivals).toList();
        Map<Long, Boolean> robust = new HashMap<>();
        rows.stream().filter(r -> same.stream().anyMatch(b -> b.made(r)))
            .forEach(r -> robust.merge(r.id(), r.status().robust(), Boolean::logicalAnd));
        cases.add(new WorstCase(threat(a), a.eps(), (int) robust.values().stream().filter(x -> x).count()));
      }
    }
    return cases;
  }

  /** The norm of an attack's threat model, as written in files. */
  public static String threat(NamedAttack a) {
    return a.attack().threat().norm().name().toLowerCase(Locale.ROOT);
  }

  /** The worst cases at the sizes that were asked for, without those that only the ladder tries. */
  public List<WorstCase> asked() {
    Set<String> sizes = new HashSet<>();
    attacks.stream().map(Line::attack).filter(a -> !a.ladder()).forEach(a -> sizes.add(threat(a) + a.eps()));
    return worstCases.stream().filter(w -> sizes.contains(w.threat() + w.eps())).toList();
  }

  /** The hardest of the worst cases that were asked for. */
  public WorstCase headline() {
    return asked().stream().min(Comparator.comparingInt(WorstCase::robust)).orElseThrow();
  }

  /** What a referee would say, in one sentence. */
  public String verdict() {
    return new Verdict(this).sentence();
  }
}
