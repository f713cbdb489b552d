/**
 * Threat models, and combinators that make attacks of attacks. Start with {@link dev.danskin.attacks.LInf} and
 * {@link dev.danskin.api.Attack#of}.
 */
package dev.danskin.attacks;
