package dev.danskin.runtime.config;

/**
 * A named configuration.
 *
 * @param name its short name, without the owner; {@code name@threat} stands for it under that threat model
 * @param component the name of the component that it configures
 * @param body in YAML, with {@code ${eps}} and {@code ${threat}} left open
 */
public record Preset(Owner owner, String name, String component, String body) implements Registry.Named {}
