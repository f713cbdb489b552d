package dev.danskin.attacks.diagnostics;

/**
 * Something about a model that makes attacks on it hard to believe.
 *
 * @param id its name in files
 * @param examples on how many of the inputs looked at it was seen
 * @param advice one sentence
 */
public record Finding(String id, int examples, String advice) {}
