package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attack;
import dev.danskin.runtime.config.Composer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the parts of an attack are called in reports: by their registered names, from the outside in, without their numbers. */
public final class Parts {
  private static final List<String> INNER = List.of("attack", "loss", "solver", "search");

  private Parts() {}

  /** One name for each of {@link Attack#parts()}, such as {@code each-target max dlr apgd}. */
  public static List<String> names(Attack attack, Composer composer) {
    return attack.parts().stream().map(p -> name(composer.render(Attack.class, p))).toList();
  }

  private static String name(JsonNode component) {
    if (!component.isObject() || component.size() != 1) {
      return "";
    }
    StringBuilder name = new StringBuilder(component.propertyNames().iterator().next());
    JsonNode body = component.get(name.toString());
    for (String key : INNER) {
      if (body.has(key)) {
        name.append(' ').append(name(body.get(key)));
      }
    }
    JsonNode list = body.path("attacks");
    if (!list.isEmpty()) {
      name.append(' ').append(name(list.get(list.size() - 1)));
    }
    return name.toString().strip();
  }
}
