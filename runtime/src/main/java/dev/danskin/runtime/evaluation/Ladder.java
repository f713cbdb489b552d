package dev.danskin.runtime.evaluation;

import dev.danskin.api.Domain;
import dev.danskin.api.Norm;
import dev.danskin.runtime.config.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must hold of every sound evaluation (Carlini et al. 2019: On evaluating adversarial robustness; Athalye et al. 2018), as far as the
 * attacks that were run allow to judge: ε = 0 changes nothing, a larger ε never saves, an ε without bounds fools all, a search beats noise,
 * more steps never hurt, a black box finds nothing that gradients do not.
 */
public final class Ladder {
  /** Searches are random: so much of all examples may speak against a rung. */
  private static final double SLACK = 0.01;
  /** The share beyond which AutoAttack warns of Square's improvement. */
  private static final double BLACK_BOX = 0.002;
  private static final String FEW = "-few-steps";

  private final List<ExampleRow> rows;
  private final List<Figures.Line> lines;
  private final int correct;
  private final int examples;
  private final Domain domain;
  private final List<Rung> rungs = new ArrayList<>();

  Ladder(List<ExampleRow> rows, List<Figures.Line> lines, int correct, int examples, Domain domain) {
    this.rows = rows;
    this.lines = lines;
    this.correct = correct;
    this.examples = examples;
    this.domain = domain;
  }

  /** One rung for each claim that can be judged, for all threat models together. */
  List<Rung> rungs() {
    zeroSize();
    monotone();
    unbounded();
    noise();
    steps();
    blackBox();
    return rungs;
  }

  private void rung(String id, String claim, int against, double allowed, String found, String advice) {
    rungs.add(new Rung(id, claim, against <= allowed, against, found, advice));
  }

  private double slack() {
    return Math.max(1, SLACK * examples);
  }

  private static String named(Figures.Line l) {
    return l.attack().name() + " at ε = " + Numbers.shown(l.attack().eps()) + " in " + Figures.threat(l.attack());
  }

  private void zeroSize() {
    List<Figures.Line> none = lines.stream().filter(l -> l.attack().eps() == 0).toList();
    if (!none.isEmpty()) {
      int fooled = none.stream().mapToInt(l -> correct - l.robust()).max().orElse(0);
      rung("zero-size", "ε = 0 changes nothing", fooled, 0, fooled + " of " + correct + " right examples fooled",
          "A perturbation of size 0 fooled the model: it does not answer the same twice, or inputs are rounded on the way; make it repeatable.");
    }
  }

  private void monotone() {
    Map<String, List<Figures.Line>> named = new LinkedHashMap<>();
    lines.forEach(l -> named.computeIfAbsent(l.attack().name() + " in " + Figures.threat(l.attack()), k -> new ArrayList<>()).add(l));
    int worst = 0;
    String where = "";
    boolean judged = false;
    for (Map.Entry<String, List<Figures.Line>> e : named.entrySet()) {
      judged |= e.getValue().size() > 1;
      int saved = saved(e.getValue());
      where = saved > worst || where.isEmpty() && e.getValue().size() > 1 ? e.getKey() : where;
      worst = Math.max(worst, saved);
    }
    if (judged) {
      rung("monotone", "a larger ε never saves", worst, slack(), worst + " of " + examples + " examples survive an ε larger than one that fooled them, "
          + where, "Examples survive a larger ε than one that fooled them: the search stops too early at large ε; more steps or restarts.");
    }
  }

  /** Examples that are fooled at some ε and not at a larger one. */
  private int saved(List<Figures.Line> sizes) {
    Map<Long, Double> fooled = new LinkedHashMap<>();
    Map<Long, Double> survived = new LinkedHashMap<>();
    for (Figures.Line l : sizes) {
      rows.stream().filter(l.attack()::made).filter(r -> r.status() == Status.FOOLED || r.status() == Status.NOT_FOOLED)
          .forEach(r -> (r.status() == Status.FOOLED ? fooled : survived).merge(r.id(), r.eps(), r.status() == Status.FOOLED ? Math::min : Math::max));
    }
    return (int) fooled.entrySet().stream().filter(e -> survived.getOrDefault(e.getKey(), -1.0) > e.getValue()).count();
  }

  private void unbounded() {
    List<Figures.Line> whole = lines.stream().filter(l -> l.attack().eps() >= diameter(domain, l.attack().attack().threat().norm()))
        .filter(l -> !l.attack().noise() && !l.attack().blackBox()).toList();
    if (!whole.isEmpty()) {
      Figures.Line best = whole.stream().min(java.util.Comparator.comparingInt(Figures.Line::robust)).orElseThrow();
      rung("unbounded", "an ε without bounds fools all", best.robust(), slack(), best.robust() + " of " + examples + " survive " + named(best),
          "Every input may become every other and yet examples survive: gradients mislead (saturated, shattered or zero); try margin or dlr, "
              + "more steps, or a black-box attack.");
    }
  }

  /** The largest ‖x − x′‖ of valid inputs; infinite where features must not change. A group of one-hot features changes two of them by 1. */
  public static double diameter(Domain domain, Norm norm) {
    double[] widths = new double[domain.features()];
    for (int i = 0; i < widths.length; i++) {
      if (!domain.mutable(i)) {
        return Double.POSITIVE_INFINITY;
      }
      widths[i] = domain.upper(i) - domain.lower(i);
    }
    domain.groups().forEach(g -> Arrays.stream(g).skip(2).forEach(i -> widths[i] = 0));
    return switch (norm) {
      case LINF -> Arrays.stream(widths).max().orElse(0);
      case L2 -> Math.sqrt(Arrays.stream(widths).map(w -> w * w).sum());
      case L1 -> Arrays.stream(widths).sum();
      case L0 -> Arrays.stream(widths).filter(w -> w > 0).count();
    };
  }

  private void noise() {
    int worst = Integer.MIN_VALUE;
    String found = "";
    for (Figures.Line n : lines) {
      for (Figures.Line g : lines) {
        boolean comparable = n.attack().noise() && !g.attack().noise() && n.attack().rivals(g.attack()) && n.attack().eps() > 0;
        if (comparable && g.robust() - n.robust() > worst) {
          worst = g.robust() - n.robust();
          found = g.robust() + " robust to " + named(g) + ", " + n.robust() + " to noise";
        }
      }
    }
    if (!found.isEmpty()) {
      rung("beats-noise", "a search fools no less than noise", Math.max(0, worst), 0, found,
          "Random noise fooled more examples than a search of the same size: the gradients mislead, or steps do not cross categories "
              + "(tabular does); use more steps, restarts or a black-box attack.");
    }
  }

  private void steps() {
    int worst = 0;
    String found = "";
    for (Figures.Line few : lines) {
      for (Figures.Line many : lines) {
        if (few.attack().name().equals(many.attack().name() + FEW) && few.attack().rivals(many.attack())) {
          int lost = Math.max(0, many.robust() - few.robust());
          found = lost > worst || found.isEmpty() ? many.robust() + " robust to " + named(many) + ", " + few.robust() + " with fewer steps" : found;
          worst = Math.max(worst, lost);
        }
      }
    }
    if (!found.isEmpty()) {
      rung("more-steps", "more steps never hurt", worst, slack(), found,
          "A longer search fooled fewer examples than a short one: steps are too large or the loss is noisy; lower the rate or average (eot).");
    }
  }

  private void blackBox() {
    int worst = 0;
    String where = "";
    for (Figures.Line l : lines) {
      List<NamedAttack> rivals = lines.stream().map(Figures.Line::attack).filter(l.attack()::rivals).toList();
      List<NamedAttack> gradients = rivals.stream().filter(a -> !a.blackBox()).toList();
      boolean parts = gradients.stream().anyMatch(a -> a.attack().parts().stream().anyMatch(p -> !p.needs().contains(dev.danskin.api.Access.GRADIENTS)));
      if (!gradients.isEmpty() && (parts || rivals.stream().anyMatch(a -> a.blackBox() && !a.noise()))) {
        int alone = alone(rivals, gradients);
        where = alone > worst || where.isEmpty() ? "at ε = " + Numbers.shown(l.attack().eps()) + " in " + Figures.threat(l.attack()) : where;
        worst = Math.max(worst, alone);
      }
    }
    if (!where.isEmpty()) {
      rung("black-box", "a black box finds no more than gradients", worst, BLACK_BOX * examples,
          worst + " of " + examples + " fooled by a black box alone " + where,
          "A black box fooled examples that no search by gradients did: gradients mislead; try other losses and EOT, and quote the worst case over all.");
    }
  }

  /** Examples that a black box fooled and no search by gradients. */
  private int alone(List<NamedAttack> rivals, List<NamedAttack> gradients) {
    Predicate<ExampleRow> byGradients = r -> gradients.stream().anyMatch(a -> a.made(r) && !a.blackBoxFinished(r));
    List<ExampleRow> fooled = rows.stream().filter(r -> r.status() == Status.FOOLED && rivals.stream().anyMatch(a -> a.made(r))).toList();
    Set<Long> known = fooled.stream().filter(byGradients).map(ExampleRow::id).collect(Collectors.toSet());
    Set<Long> all = new HashSet<>();
    fooled.forEach(r -> all.add(r.id()));
    all.removeAll(known);
    return all.size();
  }
}
