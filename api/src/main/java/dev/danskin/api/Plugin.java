package dev.danskin.api;

/** What a plugin jar offers; found by {@link java.util.ServiceLoader}. Registering has no other effect. */
public interface Plugin {
  /** The owner of the registered names, lower case: {@code acme:corners} is name {@code corners} of plugin {@code acme}. */
  String id();

  /** Registers components and presets. If it throws, nothing of this plugin is registered and the failure is reported. */
  void register(Catalogue catalogue);
}
