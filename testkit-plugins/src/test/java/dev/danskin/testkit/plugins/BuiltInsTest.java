package dev.danskin.testkit.plugins;

import dev.danskin.api.Plugin;
import dev.danskin.attacks.AttacksPlugin;
import dev.danskin.defenses.DefensesPlugin;
import dev.danskin.models.data.DataPlugin;
import dev.danskin.solvers.SolversPlugin;
import org.junit.jupiter.api.Nested;

/** What comes with Danskin keeps the laws that a third party's plugin keeps. */
class BuiltInsTest {
  @Nested
  class Solvers extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new SolversPlugin();
    }
  }

  @Nested
  class Attacks extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new AttacksPlugin();
    }
  }

  @Nested
  class Defenses extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new DefensesPlugin();
    }
  }

  @Nested
  class Data extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new DataPlugin();
    }
  }
}
