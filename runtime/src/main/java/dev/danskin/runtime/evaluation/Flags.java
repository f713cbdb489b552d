package dev.danskin.runtime.evaluation;

import java.util.ArrayList;
import java.util.List;

/** What a reader should know before believing the figures, each with a sentence of advice. */
final class Flags {
  private static final long FEW_GRADIENTS = 20;
  private static final long FEW_QUERIES = 1000;

  private Flags() {}

  static List<Figures.Flag> of(List<ExampleRow> rows, List<Figures.Line> lines, List<Rung> ladder, List<Figures.Flag> findings) {
    List<Figures.Flag> flags = new ArrayList<>(findings);
    int zero = distinct(rows.stream().filter(r -> r.zeroGradients() > 0 && r.status().robust()).toList());
    if (zero > 0) {
      flags.add(new Figures.Flag("zero-gradient", zero, "The gradient was exactly zero for examples that count as robust; the model "
          + "may hide it (saturated or quantised outputs): add a loss that cannot saturate (margin, dlr) or a black-box attack."));
    }
    int unstable = distinct(rows.stream().filter(r -> r.status() == Status.UNSTABLE || r.prediction() < 0).toList());
    if (unstable > 0) {
      flags.add(new Figures.Flag("unstable", unstable, "Outputs or gradients were not finite, or differed between two evaluations of one "
          + "input; these examples count as not robust: make the model deterministic and its outputs finite."));
    }
    List<ExampleRow> failed = rows.stream().filter(r -> r.status() == Status.FAILED).toList();
    if (!failed.isEmpty()) {
      flags.add(new Figures.Flag("failed", distinct(failed), "An attack itself failed ("
          + String.join(", ", failed.stream().map(ExampleRow::attack).distinct().sorted().toList())
          + "), and these examples count as robust unless another attack fools them: mend the attack, or leave it out."));
    }
    int poor = distinct(rows.stream().filter(r -> r.status() == Status.OUT_OF_BUDGET || r.status() == Status.NOT_STARTED).toList());
    if (poor > 0) {
      flags.add(new Figures.Flag("out-of-budget", poor, "The budget ended before the attack did, and these examples count as robust: "
          + "the figure is that of an attacker who can pay no more."));
    }
    ladder.stream().filter(r -> !r.holds()).forEach(r -> flags.add(new Figures.Flag(r.id(), r.examples(), r.advice())));
    weak(rows, lines, flags);
    return flags;
  }

  private static int distinct(List<ExampleRow> rows) {
    return (int) rows.stream().map(ExampleRow::id).distinct().count();
  }

  /** A figure is worth as much as the strongest attack behind it. */
  private static void weak(List<ExampleRow> rows, List<Figures.Line> lines, List<Figures.Flag> flags) {
    boolean strong = lines.stream().map(l -> l.attack().attack().cost())
        .anyMatch(c -> c.backward() >= FEW_GRADIENTS || c.backward() == 0 && c.forward() + c.decisions() >= FEW_QUERIES);
    int robust = distinct(rows.stream().filter(r -> r.status().robust()).toList());
    if (!strong && robust > 0) {
      flags.add(new Figures.Flag("weak-attacks", robust, "No attack could take " + FEW_GRADIENTS + " gradients or " + FEW_QUERIES
          + " queries for an example: the figure says little of a determined attacker; use autoattack."));
    }
  }
}
