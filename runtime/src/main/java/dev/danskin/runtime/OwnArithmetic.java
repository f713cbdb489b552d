package dev.danskin.runtime;

import dev.danskin.api.Backend;

/** The arithmetic of models that an application brings itself: whatever they call, on this Java. */
public record OwnArithmetic() implements Backend {
  @Override
  public String name() {
    return "own";
  }

  @Override
  public String arithmetic() {
    return "own, Java " + Runtime.version().feature() + ", " + System.getProperty("os.arch");
  }
}
