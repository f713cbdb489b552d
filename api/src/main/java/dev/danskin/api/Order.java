package dev.danskin.api;

/** What is asked of an objective: its value, its value and gradient, or the residuals whose squares it sums. */
public enum Order {
  /** Values only: a forward pass per point. */
  VALUE,
  /** Values and gradients: a forward and a backward pass per point. */
  GRADIENT,
  /** Residuals and values, of objectives that are sums of squares: a forward pass per point. */
  RESIDUALS
}
