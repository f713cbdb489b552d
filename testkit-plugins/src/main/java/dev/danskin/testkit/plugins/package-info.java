/** The contract of plugins; those of what they bring are in {@code dev.danskin.testkit}. */
package dev.danskin.testkit.plugins;
