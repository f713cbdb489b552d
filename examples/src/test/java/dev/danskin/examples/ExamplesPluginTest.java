package dev.danskin.examples;

import dev.danskin.api.Plugin;
import dev.danskin.testkit.plugins.PluginContract;

class ExamplesPluginTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new ExamplesPlugin();
  }
}
