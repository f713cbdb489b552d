package dev.danskin.testkit.plugins.defects;

import dev.danskin.api.Attack;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Criterion;
import dev.danskin.api.Default;
import dev.danskin.api.Goal;
import dev.danskin.api.Injected;
import dev.danskin.api.Labels;
import dev.danskin.api.Plugin;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.defects.Planted;
import dev.danskin.testkit.plugins.PluginContract;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Plugins that break a law each. */
public final class PluginDefects {
  private PluginDefects() {}

  /** A sound plugin, open to what spoils it: it also registers what {@code more} says. */
  record Sound(String id, Consumer<Catalogue> more) implements Plugin {
    @Override
    public void register(Catalogue catalogue) {
      catalogue.register(Goal.class, "sound-goal", Any.class, "{rank: 2}");
      more.accept(catalogue);
    }
  }

  private static Plugin sound(Consumer<Catalogue> more) {
    return new Sound("defect", more);
  }

  /** What the goals here have in common. */
  interface Mistake extends Goal {
    @Override
    default Criterion criterion() {
      return new Criterion.Misclassified();
    }

    @Override
    default Labels labels(Labels y, Tensor logits, int classes) {
      return y;
    }
  }

  /** A goal as it should be. */
  public record Any(int rank, @Default("0.5") double share) implements Mistake {
    public Any {
      if (rank < 1) {
        throw new IllegalArgumentException("expected a rank ≥ 1, found " + rank);
      }
    }
  }

  @Planted(breaks = "plugin01", also = "plugin04", how = "its id has a space")
  static class Spaced extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new Sound("a defect", c -> {});
    }
  }

  @Planted(breaks = "plugin02", how = "registers another name each time")
  static class Fickle extends PluginContract {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    protected Plugin plugin() {
      return sound(c -> c.register(Goal.class, "goal-" + count.incrementAndGet(), Any.class, "{rank: 1}"));
    }
  }

  @Planted(breaks = "plugin03", how = "leaves a system property behind")
  static class Untidy extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> System.setProperty("danskin.defect", Double.toString(new Random().nextDouble())));
    }
  }

  /** What nobody provides. */
  public interface Clerk {}

  /** Needs what nobody provides. */
  public record Served(@Injected Clerk clerk) implements Mistake {}

  @Planted(breaks = "plugin04", how = "a component needs a service that nothing provides")
  static class Unserved extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> c.register(Goal.class, "served", Served.class));
    }
  }

  @Planted(breaks = "plugin05", also = "plugin06", how = "an example that the record refuses")
  static class BadExample extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> c.register(Goal.class, "zero", Any.class, "{rank: 0}"));
    }
  }

  /** Equal to itself only. */
  public record Unequal(int rank) implements Mistake {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return rank;
    }
  }

  @Planted(breaks = "plugin06", how = "records of equal values that are not equal")
  static class Identity extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> c.register(Goal.class, "unequal", Unequal.class, "{rank: 1}"));
    }
  }

  /** Fails in no words. */
  public record Silent(int size) implements Mistake {
    public Silent {
      Tensor.of(new double[size], 1, size);
    }
  }

  @Planted(breaks = "plugin07", how = "a negative number ends in an exception that is no sentence")
  static class Wordless extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> c.register(Goal.class, "silent", Silent.class, "{size: 3}"));
    }
  }

  @Planted(breaks = "plugin08", how = "a preset of a component that is not there")
  static class Dangling extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> c.preset(Attack.class, "dangling", "maximum", "{threat: {${threat}: {eps: ${eps}}}}"));
    }
  }

  @Planted(breaks = "plugin09", how = "takes the name of a component of Danskin's")
  static class Namesake extends PluginContract {
    @Override
    protected Plugin plugin() {
      return sound(c -> c.register(Goal.class, "next", Any.class, "{rank: 1}"));
    }
  }
}
