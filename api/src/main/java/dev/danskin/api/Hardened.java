package dev.danskin.api;

import java.util.List;

/**
 * What training gave.
 *
 * @param model the network with its last parameters, or with the best where the defense says so
 * @param outcome how training ended
 * @param history the loss of every step of this run, in order; a resumed run begins where it went on
 */
public record Hardened(Model model, Outcome outcome, List<Event.Step> history) {
  /** Copies the history. */
  public Hardened {
    history = List.copyOf(history);
  }
}
