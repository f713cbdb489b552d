package dev.danskin.attacks;

import dev.danskin.api.Attack;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Loss;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Plugin;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.DifferenceOfLogitsRatio;
import dev.danskin.api.loss.Margin;

/** Registers threat models, losses, attacks and the named attacks of the literature, which are configurations. */
public final class AttacksPlugin implements Plugin {
  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(ThreatModel.class, "linf", LInf.class);
    catalogue.register(ThreatModel.class, "l2", L2.class);
    catalogue.register(ThreatModel.class, "l1", L1.class);
    catalogue.register(ThreatModel.class, "l0", L0.class);
    catalogue.register(Loss.class, "cross-entropy", CrossEntropy.class);
    catalogue.register(Loss.class, "margin", Margin.class);
    catalogue.register(Loss.class, "dlr", DifferenceOfLogitsRatio.class);
    catalogue.register(Attack.class, "max", MaximumLoss.class);
    catalogue.register(Attack.class, "restarts", Restarts.class);
    catalogue.register(Attack.class, "cascade", Cascade.class);
    presets(catalogue);
  }

  private static void presets(Catalogue catalogue) {
    preset(catalogue, "noise", max("zero", "random: {samples: 10}"));
    preset(catalogue, "fgsm", max("zero", "pgd: {rate: \"${eps}\", steps: 1}"));
    preset(catalogue, "bim", max("zero", "pgd: {rate: \"${eps}/5\", steps: 10}"));
    preset(catalogue, "mim", max("zero", "pgd: {rate: \"${eps}/10\", steps: 10, momentum: 0.9}"));
    preset(catalogue, "frank-wolfe", max("zero", "frank-wolfe: {steps: 40}"));
    String steps = "pgd: {rate: \"${eps}/30\", steps: 40}";
    preset(catalogue, "pgd", max("random", steps));
    preset(catalogue, "pgd-restarts", "restarts: {count: 5, attack: {" + max("random", steps) + "}}");
    sparse(catalogue, "l1", "pgd: {rate: \"${eps}/5\", steps: 40, schedule: linear}");
    sparse(catalogue, "l0", "pgd: {rate: 1, steps: 40, schedule: linear}");
  }

  /** Where a step moves one coordinate, a dense random start is a handicap: the search begins at 0, random starts come after. */
  private static void sparse(Catalogue catalogue, String threat, String steps) {
    preset(catalogue, "pgd@" + threat, max("zero", steps));
    preset(catalogue, "pgd-restarts@" + threat,
        "cascade: {attacks: [{" + max("zero", steps) + "}, {restarts: {count: 4, attack: {" + max("random", steps) + "}}}]}");
  }

  private static String max(String start, String solver) {
    return "max: {threat: {${threat}: {eps: \"${eps}\"}}, loss: cross-entropy, start: " + start + ", solver: {" + solver + "}}";
  }

  /** @param configuration a component's registered name and its body */
  private static void preset(Catalogue catalogue, String name, String configuration) {
    int colon = configuration.indexOf(": ");
    catalogue.preset(Attack.class, name, configuration.substring(0, colon), configuration.substring(colon + 2));
  }
}
