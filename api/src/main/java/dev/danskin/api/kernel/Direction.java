package dev.danskin.api.kernel;

/** What a gradient is turned into before it moves a point, per instance. */
public enum Direction {
  /** sign g: −1, 0 or 1. */
  SIGN,
  /** g/‖g‖₂; 0 where g is 0. */
  NORMALISED,
  /** g itself. */
  RAW
}
