package dev.danskin.runtime.fetch;

import java.io.IOException;

/** What was to be fetched could not be had; the message says why and what to do. */
public final class FetchException extends IOException {
  private static final long serialVersionUID = 1;

  /** Nothing was left behind. */
  public FetchException(String message) {
    super(message);
  }
}
