/**
 * The laws that every set, loss, solver, attack and backend obeys, as test classes to extend. Start with the contract
 * of what you have written, such as {@link dev.danskin.testkit.AttackContract}.
 */
package dev.danskin.testkit;
