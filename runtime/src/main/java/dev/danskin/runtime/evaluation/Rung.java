package dev.danskin.runtime.evaluation;

/**
 * A rung of the sanity ladder: something that must hold of every sound evaluation.
 *
 * @param id its name in files
 * @param claim what must hold
 * @param holds whether it does
 * @param examples how many speak against it
 * @param found what was seen
 * @param advice what to do where it does not hold
 */
public record Rung(String id, String claim, boolean holds, int examples, String found, String advice) {}
