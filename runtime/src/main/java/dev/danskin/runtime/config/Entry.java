package dev.danskin.runtime.config;

/**
 * A registered record.
 *
 * @param name its short name, without the owner
 * @param example the body of a configuration that builds one, in YAML
 */
public record Entry(Owner owner, String name, Class<?> type, String example) implements Registry.Named {}
