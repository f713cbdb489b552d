/**
 * Components that are broken on purpose, each in one way, as examples of what the contracts catch: a defect is a test class that
 * extends a contract, and {@link dev.danskin.testkit.defects.Planted} says which law it breaks.
 */
package dev.danskin.testkit.defects;
