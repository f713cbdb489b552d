package dev.danskin.runtime.plugin;

/** What a plugin must not do, or did not do in time; the message is a sentence. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the sentence that says so. */
  public PluginException(String message) {
    super(message);
  }
}
