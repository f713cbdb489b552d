package dev.danskin.defenses;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Defense;
import dev.danskin.api.Plugin;

/** Registers defenses, augmentations and the named defenses of the literature, which are configurations. */
public final class DefensesPlugin implements Plugin {
  private static final String OUTER = "outer: {adam: {rate: \"${rate}\", steps: ${steps}, schedule: cosine}}, batchSize: ${batch}, ";
  private static final String ADAM = "outer: {adam: {rate: 1e-3, steps: 100}}";
  private static final String ATTACK = "{max: {threat: {linf: {eps: 0.1}}, answer: last, solver: {pgd: {rate: 0.025, steps: 7}}}}";
  private static final String INNER = ", inner: " + ATTACK;
  private static final String THREAT = "threat: {${threat}: {eps: \"${eps}\"}}";

  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(Augmentation.class, "none", NoAugmentation.class);
    catalogue.register(Augmentation.class, "crop-flip", CropFlip.class);
    catalogue.register(Defense.class, "standard-training", StandardTraining.class, "{" + ADAM + "}");
    catalogue.register(Defense.class, "adversarial-training", AdversarialTraining.class, "{" + ADAM + INNER + "}");
    catalogue.register(Defense.class, "trades-training", Trades.class, "{" + ADAM + INNER + "}");
    catalogue.register(Defense.class, "mart-training", Mart.class, "{" + ADAM + INNER + "}");
    catalogue.register(Defense.class, "free-training", FreeTraining.class, "{" + ADAM + ", threat: {linf: {eps: 0.1}}, rate: 0.1}");
    catalogue.register(Defense.class, "fast-training", FastTraining.class, "{" + ADAM + INNER + ", check: " + ATTACK + "}");
    catalogue.register(Defense.class, "weight-perturbation", WeightPerturbation.class, "{" + ADAM + INNER + "}");
    presets(catalogue);
  }

  private static void presets(Catalogue catalogue) {
    catalogue.preset(Defense.class, "standard", "standard-training", "{" + OUTER + "loss: cross-entropy}");
    catalogue.preset(Defense.class, "at", "adversarial-training", "{" + OUTER + "warmup: 0.2, inner: " + pgd("\"${eps}/4\"", 7) + "}");
    catalogue.preset(Defense.class, "trades", "trades-training", "{" + OUTER + "warmup: 0.2, beta: 6, inner: " + pgd("\"${eps}/4\"", 7) + "}");
    catalogue.preset(Defense.class, "mart", "mart-training", "{" + OUTER + "warmup: 0.2, lambda: 5, inner: " + pgd("\"${eps}/4\"", 7) + "}");
    catalogue.preset(Defense.class, "free", "free-training", "{" + OUTER + THREAT + ", rate: \"${eps}\", replays: 4}");
    catalogue.preset(Defense.class, "fast", "fast-training",
        "{" + OUTER + "inner: " + pgd("\"${eps}*1.25\"", 1) + ", check: " + pgd("\"${eps}/4\"", 10) + "}");
    catalogue.preset(Defense.class, "awp", "weight-perturbation", "{" + OUTER + "gamma: 0.01, inner: " + pgd("\"${eps}/4\"", 7) + "}");
  }

  private static String pgd(String rate, int steps) {
    return "{max: {" + THREAT + ", loss: cross-entropy, start: random, answer: last, solver: {pgd: {rate: " + rate + ", steps: " + steps + "}}}}";
  }
}
