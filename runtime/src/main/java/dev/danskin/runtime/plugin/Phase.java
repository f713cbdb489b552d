package dev.danskin.runtime.plugin;

import java.util.Locale;

/** What is done with a plugin, in this order; a failure names the phase that it happened in. */
public enum Phase {
  /** Its jar is read and its class is found. */
  DISCOVER,
  /** The version of the API that it asks for is compared with this one. */
  VERSION,
  /** It registers its components. */
  REGISTER,
  /** Its services are made, and what its components need of them is looked at. */
  BUILD,
  /** Its components work. */
  RUN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
