package dev.danskin.api;

/** Whether a problem is a minimisation or a maximisation; solvers only ever see minimisations. */
public enum Sense {
  /** Small values are wanted. */
  MINIMISE,
  /** Large values are wanted. */
  MAXIMISE
}
