package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.MinimumDistance;
import dev.danskin.api.RunContext;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.testkit.AttackContract;
import dev.danskin.testkit.Conformance;
import dev.danskin.testkit.GeneratedSection;
import dev.danskin.testkit.ModelsForTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every named attack, with fewer steps than it is named for, obeys the laws under every threat that it takes. */
@ParameterizedClass
@MethodSource("attacks")
class AttackPresetsTest extends AttackContract {
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());
  /** Sizes that fool some of the contract's examples. */
  private static final Map<String, double[]> SIZES = Map.of("linf", new double[] {0.02, 0.1, 0.3}, "l2", new double[] {0.1, 0.4, 1},
      "l1", new double[] {0.2, 1, 3}, "l0", new double[] {1, 3, 6});
  /** Large enough for windows of L2. */
  private static final int[] IMAGE = {1, 5, 5};
  private static final Map<String, Integer> MOST = Map.of("steps", 20, "queries", 60, "samples", 3, "count", 2, "searches", 3);

  /** The tree with no more work than {@link #MOST}. */
  private static JsonNode quick(JsonNode tree) {
    if (tree instanceof ObjectNode o) {
      MOST.forEach((key, most) -> {
        if (o.has(key) && o.get(key).asDouble() > most) {
          o.put(key, most);
        }
      });
    }
    tree.forEach(AttackPresetsTest::quick);
    return tree;
  }

  private static Attack built(String name, String threat, double eps) {
    Map<String, String> variables = Map.of("eps", Double.toString(eps), "threat", threat);
    return COMPOSER.build(Attack.class, quick(COMPOSER.preset(Attack.class, name, variables, "attack").tree()), "attack");
  }

  private static boolean takes(String name, String threat) {
    Network f = ModelsForTests.onJvm(ModelsForTests.dense(3, IMAGE, 24, 4), DType.FLOAT32);
    Batch batch = new Batch(Tensor.zeros(DType.FLOAT32, 1, 1, 5, 5), Labels.of(0), new long[1]);
    try {
      built(name, threat, SIZES.get(threat)[1]).run(f, batch, RunContext.of(1).with(new Budget(4, 4, 0)));
      return true;
    } catch (IllegalArgumentException | RequestException e) {
      return false;
    }
  }

  private final String name;
  private final String threat;

  AttackPresetsTest(String name, String threat) {
    this.name = name;
    this.threat = threat;
  }

  static Stream<Arguments> attacks() {
    return COMPOSER.registry().presets(Attack.class).keySet().stream().filter(n -> !n.contains("@"))
        .flatMap(n -> SIZES.keySet().stream().sorted().filter(t -> takes(n, t)).map(t -> Arguments.of(n, t)));
  }

  /** A rate in proportion to a size of 0 would be none. */
  @Override
  protected Attack attack(double eps) {
    return eps == 0 ? built(name, threat, sizes()[1]).at(0) : built(name, threat, eps);
  }

  @Override
  protected double[] sizes() {
    return SIZES.get(threat).clone();
  }

  @Override
  protected Loss loss() {
    return subject() instanceof MaximumLoss m ? m.loss() : new CrossEntropy();
  }

  /** Windows of L2 need images. */
  @Override
  protected int[] input() {
    return threat.equals("l2") && (name.startsWith("autoattack") || name.equals("square")) ? IMAGE.clone() : super.input();
  }

  @Override
  protected Map<String, String> optOuts() {
    Map<String, String> declared = super.optOuts();
    if (!(subject() instanceof MaximumLoss) && !(subject() instanceof MinimumDistance)) {
      declared = and(declared, "attack04", "a combination, which maximises no one loss");
    }
    for (Declared d : DECLARED) {
      if (d.who.contains(toString())) {
        declared = and(declared, d.law, d.why);
      }
    }
    return declared;
  }

  /** Which presets decline a law, and why. */
  private record Declared(String law, String why, Set<String> who) {}

  private static final List<Declared> DECLARED = List.of(
      new Declared("attack04", "looks at samples only", Set.of("noise l0", "noise l1", "noise l2", "noise linf")),
      new Declared("attack04", "begins at a random point and never looks at the clean input",
          Set.of("eot-pgd l0", "pgd-adam l0", "pgd-adam l1", "pgd-nesterov l0", "square linf", "square l2")),
      new Declared("attack06", "another size is another search", Set.of("mt-pgd l0", "noise l0")),
      new Declared("attack14", "one step of a larger size goes past the mistake", Set.of("fgsm l0", "fgsm l2", "fgsm linf")),
      new Declared("attack14", "steps of few coordinates end elsewhere at another size",
          Set.of("apgd-ce l0", "apgd-dlr l0", "bim l0", "bim l1")),
      new Declared("attack14", "twenty steps are too few for the larger ball", Set.of("apgd-dlr l2")),
      new Declared("attack14", "another size is another search", Set.of("noise l0", "square linf")));

  @Test
  void everyNamedAttackIsOnTrial() {
    assertThat(attacks().map(a -> a.get()[0])).containsAll(COMPOSER.registry().presets(Attack.class).keySet().stream()
        .filter(n -> !n.contains("@")).map(Object.class::cast).toList());
  }

  @Test
  void optOutsStandInThePage() {
    new GeneratedSection(Path.of("..", "docs", "conformance.md"), "opt-outs of named attacks")
        .is(Conformance.of(AttackPresetsTest.class).optOuts());
  }

  @Override
  public String toString() {
    return name + " " + threat;
  }
}
