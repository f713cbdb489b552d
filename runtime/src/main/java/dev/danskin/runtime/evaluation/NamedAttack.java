package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attack;

/**
 * An attack in a report.
 *
 * @param name its name there, unique together with eps
 * @param eps the size of its threat model
 */
public record NamedAttack(String name, double eps, Attack attack) {}
