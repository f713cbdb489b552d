/** Danskin in applications that are wired by Guice. Start with {@link dev.danskin.runtime.guice.DanskinModule}. */
package dev.danskin.runtime.guice;
