package dev.danskin.api;

/** What is asked of an objective: its value, or its value and gradient. */
public enum Order {
  VALUE, GRADIENT
}
