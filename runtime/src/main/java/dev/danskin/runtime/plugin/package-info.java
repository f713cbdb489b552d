/**
 * Plugins: found, looked at, registered, wired and watched, so that one which fails takes nothing else down.
 */
package dev.danskin.runtime.plugin;
