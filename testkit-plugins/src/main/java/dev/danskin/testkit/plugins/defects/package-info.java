/** Plugins that are broken on purpose, to show what the contract catches. */
package dev.danskin.testkit.plugins.defects;
