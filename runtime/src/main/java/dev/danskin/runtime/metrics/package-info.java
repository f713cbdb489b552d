/**
 * Meters of what runs, for applications that have Micrometer. Start with {@link dev.danskin.runtime.metrics.MeteredEvents}; nothing else
 * of Danskin needs it.
 */
package dev.danskin.runtime.metrics;
