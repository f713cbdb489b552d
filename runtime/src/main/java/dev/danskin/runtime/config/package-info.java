/**
 * Plugins, names, and configuration in YAML or JSON turned into components and back. Start with
 * {@link dev.danskin.runtime.config.Composer}.
 */
package dev.danskin.runtime.config;
