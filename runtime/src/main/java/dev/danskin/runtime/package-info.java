/** Danskin in a program. Start with {@link dev.danskin.runtime.Danskin}. */
package dev.danskin.runtime;
