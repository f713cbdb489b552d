package dev.danskin.api;

/** What is asked of an objective: its value, or its value and gradient. */
public enum Order {
  /** Values only: a forward pass per point. */
  VALUE,
  /** Values and gradients: a forward and a backward pass per point. */
  GRADIENT
}
