package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** What a run tells while it goes on. */
public sealed interface Event {
  /** A run began; {@code total} units of work lie ahead. */
  record Started(String what, long total) implements Event {}

  /** {@code done} of {@code total} units are done. */
  record Progress(String what, long done, long total) implements Event {}

  /** What was spent on the model since the event of this kind before. */
  record Passes(String what, Counts spent) implements Event {}

  /** Something worth a line in the log. */
  record Note(String message) implements Event {}

  /** Step {@code step}, from 0, of an outer minimisation, and the objective there. */
  record Step(String what, long step, double value) implements Event {}

  /**
   * An outer minimisation stands at a point, just before its step.
   *
   * @param step from 0
   * @param point [1, p]; valid during the call only
   */
  record Standing(String what, long step, Tensor point) implements Event {}

  /** A run ended: {@code done} of {@code total} units. */
  record Ended(String what, long done, long total) implements Event {}
}
