package ${package};

import dev.danskin.api.Plugin;
import dev.danskin.testkit.plugins.PluginContract;

/** The plugin keeps the laws of plugins. */
class DescentPluginTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new DescentPlugin();
  }
}
