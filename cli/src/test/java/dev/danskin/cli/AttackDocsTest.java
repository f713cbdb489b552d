package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Dataset;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Goal;
import dev.danskin.api.Loss;
import dev.danskin.api.RunContext;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.Transformation;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/attacks.md} is what the registered records say; {@code -Ddanskin.docs.write=true} writes it anew. */
class AttackDocsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> THREATS = List.of("linf", "l2", "l1", "l0");
  private static final Registry REGISTRY = Registry.ofClassPath();
  private static final Composer COMPOSER = new Composer(REGISTRY);

  @Test
  void theReferenceOfAttacksIsGenerated() throws IOException {
    StringBuilder page = new StringBuilder("""
        # Attacks

        Generated from the registered components by `AttackDocsTest`. `danskin evaluate --attack NAME` runs a named attack; a
        configuration file writes one down part by part, with the keys below. [Architecture](architecture.md) says how the parts fit.

        ## Named attacks

        Passes are the most that one example can cost at the given settings; an example that is fooled costs nothing more, unless the attack
        looks for the smallest perturbation.

        | name | threats | forward | backward | configuration |
        | --- | --- | --- | --- | --- |
        """);
    named(page);
    ComponentPages.section(page, REGISTRY, "Attacks", Attack.class);
    page.append("\n## Solvers of `max`\n\nAny of [these](solvers.md); gradient methods such as `pgd` and `apgd`, and `square`, are made for networks.\n");
    ComponentPages.section(page, REGISTRY, "Searches of `min`", DistanceSearch.class);
    ComponentPages.section(page, REGISTRY, "Losses", Loss.class);
    ComponentPages.section(page, REGISTRY, "Goals", Goal.class);
    ComponentPages.section(page, REGISTRY, "Threat models", ThreatModel.class);
    ComponentPages.section(page, REGISTRY, "Transformations before a network", Transformation.class);
    Path file = ROOT.resolve("docs/attacks.md");
    if (Boolean.getBoolean("danskin.docs.write")) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file).replace("\r\n", "\n")).isEqualTo(page.toString());
  }

  private static void named(StringBuilder page) throws IOException {
    Dataset data = Targets.data("strokes");
    try (Network f = Targets.open("strokes-standard", "unit", data).on(new JvmBackend(), data)) {
      for (String name : REGISTRY.presets(Attack.class).keySet()) {
        if (!name.contains("@")) {
          rows(page, name, f, data.first(2));
        }
      }
    }
  }

  /** One row for all threats with the same body, another where a threat has a body of its own. */
  private static void rows(StringBuilder page, String name, Network f, Batch batch) {
    Map<String, List<String>> threats = new TreeMap<>();
    Map<String, Attack> attacks = new TreeMap<>();
    for (String threat : THREATS) {
      String key = REGISTRY.presets(Attack.class).containsKey(name + "@" + threat) ? name + "@" + threat : name;
      Attack attack = supported(name, threat, f, batch);
      if (attack != null) {
        threats.computeIfAbsent(key, k -> new ArrayList<>()).add(threat);
        attacks.putIfAbsent(key, attack);
      }
    }
    attacks.forEach((key, attack) -> page.append("| `").append(name).append("` | ").append(String.join(", ", threats.get(key))).append(" | ")
        .append(attack.cost().forward()).append(" | ").append(attack.cost().backward()).append(" | `")
        .append(REGISTRY.presets(Attack.class).get(key).component()).append(": ")
        .append(REGISTRY.presets(Attack.class).get(key).body().replace("{${threat}: {eps: \"${eps}\"}}", "…").replace("\"", "").replace("|", "\\|"))
        .append("` |\n"));
  }

  /** The attack, null where it refuses the threat. */
  private static Attack supported(String name, String threat, Network f, Batch batch) {
    try {
      Attack attack = COMPOSER.build(Attack.class,
          COMPOSER.preset(Attack.class, name, Map.of("eps", "1", "threat", threat), "attack").tree(), "attack");
      attack.run(f, batch, RunContext.of(1).with(new Budget(4, 4, 0)));
      return attack;
    } catch (RequestException | IllegalArgumentException e) {
      return null;
    }
  }
}
