package dev.danskin.api;

/** Where plugins register their components: records, whose components are their configuration keys. */
public interface Catalogue {
  /**
   * Registers a component.
   *
   * @param kind the interface that the component implements: {@code Solver.class}, {@code Attack.class}, …
   * @param name lower case with hyphens, unique for the kind
   * @param type a public record
   * @throws IllegalArgumentException if the name is taken or not of that form, or the type is no record
   */
  <T> void register(Class<T> kind, String name, Class<? extends T> type);

  /**
   * A named configuration: the body of a registered component in YAML, with {@code ${eps}} where the radius of the
   * threat model goes and {@code ${threat}} where its name goes: {@code preset(Attack.class, "pgd", "max", "{threat:
   * {${threat}: {eps: ${eps}}}, solver: …}")}. A preset {@code pgd@l1} stands for {@code pgd} under the threat model
   * {@code l1}.
   *
   * @param component the registered name of the component that the body configures
   * @throws IllegalArgumentException if the name is taken or not of the form that {@link #register} asks for
   */
  <T> void preset(Class<T> kind, String name, String component, String body);
}
