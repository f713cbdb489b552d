package dev.danskin.cli;

import dev.danskin.api.Defense;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.testkit.DefenseContract;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every named defense, for a few steps, obeys the laws. */
@ParameterizedClass
@MethodSource("defenses")
class DefensePresetsTest extends DefenseContract {
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());

  private final String name;

  DefensePresetsTest(String name) {
    this.name = name;
  }

  static Stream<String> defenses() {
    return COMPOSER.registry().presets(Defense.class).keySet().stream();
  }

  @Override
  protected Defense defense() {
    Map<String, String> variables = Map.of("eps", "0.06", "threat", "linf", "rate", "0.01", "steps", "15", "batch", "130");
    return COMPOSER.build(Defense.class, COMPOSER.preset(Defense.class, name, variables, "defense").tree(), "defense");
  }

  @Override
  public String toString() {
    return name;
  }
}
