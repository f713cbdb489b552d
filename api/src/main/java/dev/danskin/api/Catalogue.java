package dev.danskin.api;

/** Where plugins register their components: records, whose components are their configuration keys. */
public interface Catalogue {
  /**
   * Registers a component.
   *
   * @param kind the interface that the component implements: {@code Solver.class}, {@code Attack.class}, …
   * @param name lower case with hyphens, unique for the kind within the plugin
   * @param type a public record
   * @param example the body of a configuration that builds one, in YAML: {@code {rate: 0.1, steps: 10}}; what
   *     {@link Default} gives may be left out
   * @throws IllegalArgumentException if the name is taken or not of that form, or the type is no public record of that kind
   */
  <T> void register(Class<T> kind, String name, Class<? extends T> type, String example);

  /** As {@link #register(Class, String, Class, String)}, a component with a {@link Default} for every key. */
  default <T> void register(Class<T> kind, String name, Class<? extends T> type) {
    register(kind, name, type, "{}");
  }

  /**
   * A named configuration: the body of a registered component in YAML, with {@code ${eps}} where the radius of the
   * threat model goes and {@code ${threat}} where its name goes: {@code preset(Attack.class, "pgd", "max", "{threat:
   * {${threat}: {eps: ${eps}}}, solver: …}")}. A preset {@code pgd@l1} stands for {@code pgd} under the threat model
   * {@code l1}. Short names in it mean components of the same plugin first, then those that come with Danskin.
   *
   * @param component the registered name of the component that the body configures
   * @throws IllegalArgumentException if the name is taken or not of the form that {@link #register} asks for
   */
  <T> void preset(Class<T> kind, String name, String component, String body);

  /**
   * Provides a service to the {@link Injected} keys of this plugin's components and to its other services. One is made, by
   * the constructor that is annotated with {@code jakarta.inject.Inject} or has no parameters, whose parameters are services.
   *
   * @param service how it is asked for
   * @throws IllegalArgumentException if this plugin provides it already
   */
  <T> void provide(Class<T> service, Class<? extends T> type);
}
