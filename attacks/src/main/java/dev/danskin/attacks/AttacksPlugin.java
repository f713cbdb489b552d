package dev.danskin.attacks;

import dev.danskin.api.Attack;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Diagnostic;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Goal;
import dev.danskin.api.Loss;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.MinimumDistance;
import dev.danskin.api.Plugin;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.Transformation;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.DifferenceOfLogitsRatio;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.transformation.GaussianNoise;
import dev.danskin.api.transformation.Quantise;
import dev.danskin.attacks.diagnostics.Soundness;

/** Registers threat models, losses, attacks and the named attacks of the literature, which are configurations. */
public final class AttacksPlugin implements Plugin {
  /** An attack for the examples of attacks that hold some. */
  private static final String ONE = "{max: {threat: {linf: {eps: 0.1}}, solver: {pgd: {rate: 0.01, steps: 10}}}}";
  private static final String THREAT = "{${threat}: {eps: \"${eps}\"}}";
  /** FAB as a part of an ensemble: an example ends at its first mistake within ε. */
  private static final String BOUNDARY = "min: {threat: " + THREAT + ", search: {fab: {steps: 100}}, answer: within}";
  private static final String SCATTERED =
      "restarts: {count: 4, attack: {min: {threat: " + THREAT + ", search: {fab: {steps: 100, spread: 0.5}}, answer: within}}}";

  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(ThreatModel.class, "linf", LInf.class, "{eps: 8/255}");
    catalogue.register(ThreatModel.class, "l2", L2.class, "{eps: 1}");
    catalogue.register(ThreatModel.class, "l1", L1.class, "{eps: 10}");
    catalogue.register(ThreatModel.class, "l0", L0.class, "{eps: 5}");
    catalogue.register(Loss.class, "cross-entropy", CrossEntropy.class);
    catalogue.register(Loss.class, "margin", Margin.class);
    catalogue.register(Loss.class, "dlr", DifferenceOfLogitsRatio.class);
    catalogue.register(Attack.class, "max", MaximumLoss.class, "{threat: {linf: {eps: 0.1}}, solver: {pgd: {rate: 0.01, steps: 40}}}");
    catalogue.register(Attack.class, "min", MinimumDistance.class, "{threat: {l2: {eps: 1}}, search: ddn}");
    catalogue.register(Attack.class, "restarts", Restarts.class, "{attack: " + ONE + ", count: 5}");
    catalogue.register(Attack.class, "each-target", EachTarget.class, "{attack: " + ONE + ", targets: 9}");
    catalogue.register(Attack.class, "relay", Relay.class, "{attacks: [" + ONE + ", " + ONE + "]}");
    catalogue.register(Attack.class, "cascade", Cascade.class, "{attacks: [" + ONE + ", " + ONE + "]}");
    catalogue.register(DistanceSearch.class, "fab", FastAdaptiveBoundary.class);
    catalogue.register(DistanceSearch.class, "deepfool", DeepFool.class);
    catalogue.register(DistanceSearch.class, "ddn", DecoupledDirectionNorm.class);
    catalogue.register(DistanceSearch.class, "fmn", FastMinimumNorm.class);
    catalogue.register(DistanceSearch.class, "cw", CarliniWagner.class);
    catalogue.register(DistanceSearch.class, "ead", ElasticNet.class);
    catalogue.register(Transformation.class, "quantise", Quantise.class, "{levels: 8}");
    catalogue.register(Transformation.class, "gaussian-noise", GaussianNoise.class, "{sigma: 0.1}");
    catalogue.register(Diagnostic.class, "soundness", Soundness.class);
    catalogue.register(Goal.class, "untargeted", Goal.Untargeted.class);
    catalogue.register(Goal.class, "next", Goal.Next.class);
    catalogue.register(Goal.class, "runner-up", Goal.RunnerUp.class);
    catalogue.register(Goal.class, "least-likely", Goal.LeastLikely.class);
    catalogue.register(Goal.class, "towards", Goal.Towards.class, "{rank: 1}");
    presets(catalogue);
    projectedGradients(catalogue);
    autoattack(catalogue);
    sparseAutoattack(catalogue);
    randomised(catalogue);
  }

  private static void presets(Catalogue catalogue) {
    preset(catalogue, "noise", max("zero", "random: {samples: 10}"));
    preset(catalogue, "fgsm", max("zero", "pgd: {rate: \"${eps}\", steps: 1}"));
    preset(catalogue, "bim", max("zero", "pgd: {rate: \"${eps}/5\", steps: 10}"));
    preset(catalogue, "mim", max("zero", "pgd: {rate: \"${eps}/10\", steps: 10, momentum: 0.9}"));
    preset(catalogue, "frank-wolfe", max("zero", "frank-wolfe: {steps: 40}"));
    preset(catalogue, "tabular", "each-target: {targets: 9, attack: {" + max("margin", "zero", "successive-linearization: {steps: 20}") + "}}");
    String steps = "pgd: {rate: \"${eps}/30\", steps: 40}";
    preset(catalogue, "pgd", max("random", steps));
    preset(catalogue, "pgd-restarts", again(max("random", steps)));
    sparse(catalogue, "l1", "pgd: {rate: \"${eps}/5\", steps: 40, schedule: linear}");
    sparse(catalogue, "l0", "pgd: {rate: 1, steps: 40, schedule: linear}");
  }

  /**
   * PGD with other steps and losses. Nesterov's momentum is taken at the point where gradients are (Sutskever et al. 2013): NI-FGSM (Lin et
   * al. 2020) looks ahead along the velocity before its sign, which after the division by ‖g‖₁ is hardly a step at all. Adam sees gradients
   * of size 1, so that its ε means the same for a confident network. Its steps are those of PGD in L∞, to whose geometry its scaling of
   * coordinates belongs; elsewhere it only chooses the direction, and finds less than PGD. Towards each class: Gowal et al. 2019.
   */
  private static void projectedGradients(Catalogue catalogue) {
    String rate = "{rate: {rate: \"${eps}/30\"}}";
    String steepest = "{direction: {direction: steepest}}, ";
    String adam = "{normalise: {norm: linf}}, {adam: {}}, ";
    preset(catalogue, "pgd-nesterov",
        max("random", chain("{normalise: {norm: l1}}, {momentum: {momentum: 0.9, nesterov: true}}, " + steepest + rate)));
    preset(catalogue, "pgd-adam", max("random", chain(adam + steepest + rate)));
    preset(catalogue, "pgd-adam@linf", max("random", chain(adam + rate)));
    preset(catalogue, "mt-pgd", "each-target: {targets: 9, attack: {" + max("margin", "random", "pgd: {rate: \"${eps}/30\", steps: 40}") + "}}");
  }

  private static String chain(String transforms) {
    return "first-order: {transforms: [" + transforms + "], steps: 40}";
  }

  /** Where a step moves one coordinate, a dense random start is a handicap: the search begins at 0, random starts come after. */
  private static void sparse(Catalogue catalogue, String threat, String steps) {
    preset(catalogue, "pgd@" + threat, max("zero", steps));
    preset(catalogue, "pgd-restarts@" + threat,
        "cascade: {attacks: [{" + max("zero", steps) + "}, {restarts: {count: 4, attack: {" + max("random", steps) + "}}}]}");
  }

  /** The four attacks of AutoAttack's standard version for L∞ and L2, and the cascade of them (Croce, Hein 2020). */
  private static void autoattack(Catalogue catalogue) {
    String solver = "apgd: {rate: \"${eps}*2\", steps: 100}";
    String ce = max("cross-entropy", "random", solver);
    String targeted = "each-target: {targets: 9, attack: {" + max("dlr", "random", solver) + "}}";
    String fab = "each-target: {targets: 9, attack: {" + BOUNDARY + "}}";
    String square = max("margin", "zero", "square: {queries: 5000}");
    preset(catalogue, "apgd-ce", ce);
    preset(catalogue, "apgd-dlr", max("dlr", "random", solver));
    preset(catalogue, "apgd-t", targeted);
    preset(catalogue, "fab-t", fab);
    preset(catalogue, "square", square);
    preset(catalogue, "autoattack", "cascade: {attacks: [{" + String.join("}, {", ce, targeted, fab, square) + "}]}");
    preset(catalogue, "autoattack-plus", "cascade: {attacks: [{" + String.join("}, {", again(ce), again(max("dlr", "random", solver)),
        BOUNDARY, SCATTERED, square, targeted, fab) + "}]}");
    preset(catalogue, "ddn", "min: {threat: " + THREAT + ", search: {ddn: {steps: 100}}}");
    preset(catalogue, "fab", "min: {threat: " + THREAT + ", search: {fab: {steps: 100}}}");
    preset(catalogue, "cw", "min: {threat: " + THREAT + ", search: {cw: {steps: 1000}}}");
    preset(catalogue, "ead", "min: {threat: " + THREAT + ", search: {ead: {steps: 1000}}}");
    preset(catalogue, "fmn", "min: {threat: " + THREAT + ", search: {fmn: {steps: 100}}}");
    preset(catalogue, "deepfool", "min: {threat: " + THREAT + ", search: {deepfool: {steps: 50}}}");
  }

  /** For L1, APGD runs in balls of three times, twice and once the radius (Croce, Hein 2021). */
  private static void sparseAutoattack(Catalogue catalogue) {
    String ce = again(shrinking("cross-entropy"));
    String targeted = "each-target: {targets: 5, attack: {" + shrinking("dlr") + "}}";
    String fab = "each-target: {targets: 9, attack: {" + BOUNDARY + "}}";
    preset(catalogue, "apgd-ce@l1", ce);
    preset(catalogue, "apgd-dlr@l1", again(shrinking("dlr")));
    preset(catalogue, "apgd-t@l1", targeted);
    preset(catalogue, "autoattack-plus@l1", "cascade: {attacks: [{" + String.join("}, {", ce, again(shrinking("dlr")), BOUNDARY, SCATTERED,
        targeted, fab) + "}]}");
    preset(catalogue, "autoattack@l1", "cascade: {attacks: [{" + String.join("}, {", ce, targeted, fab) + "}]}");
  }

  /** For models that draw random numbers: means over 20 draws (Athalye et al. 2018; the version rand of Croce, Hein 2020). */
  private static void randomised(Catalogue catalogue) {
    preset(catalogue, "eot-pgd", sampled(max("random", "pgd: {rate: \"${eps}/30\", steps: 40}")));
    String solver = "apgd: {rate: \"${eps}*2\", steps: 100}";
    preset(catalogue, "autoattack-rand", "cascade: {attacks: [{" + sampled(max("cross-entropy", "random", solver)) + "}, {"
        + sampled(max("dlr", "random", solver)) + "}]}");
    preset(catalogue, "autoattack-rand@l1", "cascade: {attacks: [{" + shrinking("cross-entropy", true) + "}, {" + shrinking("dlr", true) + "}]}");
  }

  private static String shrinking(String loss) {
    return shrinking(loss, false);
  }

  private static String shrinking(String loss, boolean sampled) {
    return "relay: {attacks: [{" + leg(loss, "noise", 3, 30, sampled) + "}, {" + leg(loss, "zero", 2, 30, sampled) + "}, {"
        + leg(loss, "zero", 1, 40, sampled) + "}]}";
  }

  private static String leg(String loss, String start, int radii, int steps, boolean sampled) {
    String size = "\"${eps}*" + radii + "\"";
    String leg = "max: {threat: {${threat}: {eps: " + size + "}}, loss: " + loss + ", start: " + start + ", solver: {apgd-l1: {rate: " + size
        + ", steps: " + steps + "}}}";
    return sampled ? sampled(leg) : leg;
  }

  /** @param max the configuration of a max */
  private static String sampled(String max) {
    return max.substring(0, max.length() - 1) + ", samples: 20}";
  }

  private static String again(String attack) {
    return "restarts: {count: 5, attack: {" + attack + "}}";
  }

  private static String max(String start, String solver) {
    return max("cross-entropy", start, solver);
  }

  private static String max(String loss, String start, String solver) {
    return "max: {threat: " + THREAT + ", loss: " + loss + ", start: " + start + ", solver: {" + solver + "}}";
  }

  /** @param configuration a component's registered name and its body */
  private static void preset(Catalogue catalogue, String name, String configuration) {
    int colon = configuration.indexOf(": ");
    catalogue.preset(Attack.class, name, configuration.substring(0, colon), configuration.substring(colon + 2));
  }
}
