package dev.danskin.runtime.plugin;

/**
 * Why a plugin is not there.
 *
 * @param component what it was about; empty for the plugin as a whole
 * @param cause one sentence without a full stop
 * @param remedy what to do, as the end of that sentence
 */
public record Failure(Phase phase, String component, String cause, String remedy) {
  private static final int LONGEST = 300;

  public Failure {
    cause = line(cause);
  }

  /** A failure by what was thrown. */
  static Failure of(Phase phase, String component, Throwable thrown, String remedy) {
    return new Failure(phase, component, told(thrown), remedy);
  }

  /** What was thrown, for people: a refusal's own sentence, or what it was. */
  static String told(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root && !(root instanceof PluginException)) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (root instanceof NoClassDefFoundError || root instanceof ClassNotFoundException) {
      return "the class " + String.valueOf(message).replace('/', '.') + " is neither in the jar nor in Danskin's API";
    }
    if (root instanceof java.util.ServiceConfigurationError && message != null) {
      return message;
    }
    boolean sentence = root instanceof PluginException || root instanceof IllegalArgumentException || root instanceof IllegalStateException;
    return sentence && message != null ? message : "it threw " + root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** On one line, of bounded length. */
  static String line(String text) {
    String line = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
    line = line.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** {@code register, corners: cause; remedy}. */
  public String sentence() {
    return phase + (component.isEmpty() ? "" : ", " + component) + ": " + cause + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
