package dev.danskin.api;

/**
 * A version of this API, as a plugin's manifest asks for it: {@code Danskin-Api: 0.1}. The API keeps to semantic versions: what
 * was compiled against a version works with every later one of the same major number.
 *
 * @param major changed where something is taken away
 * @param minor changed where something is added
 */
public record ApiVersion(int major, int minor) {
  /** The version of this API. */
  public static final ApiVersion CURRENT = new ApiVersion(0, 1);

  public ApiVersion {
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException("expected numbers ≥ 0, found " + major + "." + minor);
    }
  }

  /**
   * Parses {@code 0.1}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static ApiVersion parse(String text) {
    if (!text.matches("\\d{1,6}\\.\\d{1,6}")) {
      throw new IllegalArgumentException("expected a version MAJOR.MINOR such as " + CURRENT + ", found '" + text + "'");
    }
    int dot = text.indexOf('.');
    return new ApiVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  /** Whether what asks for {@code wanted} works with this version: the same major number, and a minor number that is no larger. */
  public boolean serves(ApiVersion wanted) {
    return major == wanted.major && wanted.minor <= minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
