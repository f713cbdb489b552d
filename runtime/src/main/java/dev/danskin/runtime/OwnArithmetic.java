package dev.danskin.runtime;

import dev.danskin.api.Backend;

/** The arithmetic of models that an application brings itself: whatever they call, on this Java. */
public record OwnArithmetic() implements Backend {
  /** The backend that a command can choose for the same model. */
  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public String arithmetic() {
    return "own, Java " + Runtime.version().feature() + ", " + System.getProperty("os.arch");
  }
}
