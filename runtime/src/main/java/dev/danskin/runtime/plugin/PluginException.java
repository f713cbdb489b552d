package dev.danskin.runtime.plugin;

/** What a plugin must not do, did not do in time, or what its model failed at; the message is a sentence. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the sentence that says so, and what was thrown. */
  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the sentence that says so. */
  public PluginException(String message) {
    super(message);
  }
}
