package dev.danskin.runtime;

import dev.danskin.api.Backend;
import dev.danskin.api.Decides;
import dev.danskin.api.Event;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.EvaluationPlan;
import dev.danskin.runtime.plugin.Plugins;
import java.util.function.Consumer;

/**
 * Danskin in a program: components by name, and the common case, evaluate this model on these data against this threat. Immutable; make
 * one and keep it, since finding plugins takes a moment.
 */
public final class Danskin {
  private static final System.Logger LOGGER = System.getLogger("dev.danskin.runtime");
  private final Composer composer;
  private final Backend backend;
  private final Consumer<Event> events;

  /** Of what is registered. */
  public Danskin(Registry registry) {
    this(registry, new OwnArithmetic(), e -> {});
  }

  /**
   * Of what is registered.
   *
   * @param backend what is recorded for models that do not know theirs
   * @param events told of the progress of evaluations that name no other listener; must be thread-safe
   */
  public Danskin(Registry registry, Backend backend, Consumer<Event> events) {
    composer = new Composer(registry);
    this.backend = backend;
    this.events = events;
  }

  /** With the plugins on the class path; those that fail are left out, and the log says why. */
  public static Danskin standard() {
    Plugins plugins = Plugins.ofClassPath();
    plugins.broken().forEach(r -> LOGGER.log(System.Logger.Level.WARNING, "plugin " + r.sentence()));
    return new Danskin(plugins.registry());
  }

  /** Configuration to components and back. */
  public Composer composer() {
    return composer;
  }

  /**
   * The component that a text names.
   *
   * @param yaml a registered name, or {@code {name: {key: value, …}}}; JSON is YAML
   * @throws RequestException with one sentence for each thing that is wrong
   */
  public <T> T build(Class<T> kind, String yaml) {
    return composer.build(kind, Trees.parse(yaml, kind.getSimpleName()), kind.getSimpleName());
  }

  /** Begins the description of an evaluation of this model. */
  public EvaluationPlan evaluate(Decides model) {
    return EvaluationPlan.of(composer, model, backend, events);
  }
}
