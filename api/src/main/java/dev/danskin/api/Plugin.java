package dev.danskin.api;

/** What a plugin jar offers; found by {@link java.util.ServiceLoader}. Registering has no other effect. */
public interface Plugin {
  /** The owner of the registered names, lower case: {@code acme:corners} is name {@code corners} of plugin {@code acme}. */
  String id();

  void register(Catalogue catalogue);
}
