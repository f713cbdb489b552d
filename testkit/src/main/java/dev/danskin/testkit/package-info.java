/**
 * The laws that every component obeys, as test classes to extend. Start with the contract of what you have written, such as
 * {@link dev.danskin.testkit.AttackContract}. A law is a test method with a number, {@link dev.danskin.testkit.Law}; one that does not
 * apply is declined in {@link dev.danskin.testkit.Contract#optOuts}; {@link dev.danskin.testkit.Property} makes failing cases smaller.
 */
package dev.danskin.testkit;
