#set( $D = '$' )
package ${package};

import dev.danskin.api.Attack;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import dev.danskin.api.Solver;

/** What this jar offers, by name: the solver {@code descent}, and an attack that uses it. */
public final class DescentPlugin implements Plugin {
  @Override
  public String id() {
    return "${pluginId}";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(Solver.class, "descent", Descent.class, "{rate: 0.1}");
    catalogue.preset(Attack.class, "descent", "max",
        "{threat: {${D}{threat}: {eps: \"${D}{eps}\"}}, start: random, solver: {descent: {rate: \"${D}{eps}/2\", steps: 40}}}");
  }
}
