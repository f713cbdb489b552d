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
    preset(catalogue, "noise", "zero", "random: {samples: 10}");
    preset(catalogue, "fgsm", "zero", "pgd: {rate: \"${eps}\", steps: 1}");
    preset(catalogue, "bim", "zero", "pgd: {rate: \"${eps}/5\", steps: 10}");
    preset(catalogue, "pgd", "random", "pgd: {rate: \"${eps}/30\", steps: 40}");
    preset(catalogue, "pgd@l1", "zero", "pgd: {rate: \"${eps}/5\", steps: 40, schedule: linear}");
    preset(catalogue, "pgd@l0", "zero", "pgd: {rate: 1, steps: 40, schedule: linear}");
    preset(catalogue, "mim", "zero", "pgd: {rate: \"${eps}/10\", steps: 10, momentum: 0.9}");
    preset(catalogue, "frank-wolfe", "zero", "frank-wolfe: {steps: 40}");
    catalogue.preset(Attack.class, "pgd-restarts", "restarts", "{count: 5, attack: {max: {threat: {${threat}: {eps: "
        + "\"${eps}\"}}, loss: cross-entropy, start: random, solver: {pgd: {rate: \"${eps}/30\", steps: 40}}}}}");
  }

  private static void preset(Catalogue catalogue, String name, String start, String solver) {
    catalogue.preset(Attack.class, name, "max", "{threat: {${threat}: {eps: \"${eps}\"}}, loss: cross-entropy, start: "
        + start + ", solver: {" + solver + "}}");
  }
}
