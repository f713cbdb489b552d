package dev.danskin.api;

/** Whether a problem is a minimisation or a maximisation; solvers only ever see minimisations. */
public enum Sense {
  MINIMISE, MAXIMISE
}
