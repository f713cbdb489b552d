package dev.danskin.runtime.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What became of one plugin.
 *
 * @param id as it says itself; empty if it never came to that
 * @param version of its jar's manifest; empty if that says nothing
 * @param source its jar, or its class where it is on the class path
 * @param sha256 of the jar, hexadecimal; empty on the class path
 * @param status whether it is there
 * @param offers its components and presets, as {@code Solver pgd}
 * @param failure why it is not there
 */
public record PluginReport(String id, String version, String source, String sha256, Status status, List<String> offers,
    Optional<Failure> failure) {
  /** Whether a plugin is there. */
  public enum Status {
    /** All of it. */
    HEALTHY,
    /** None of it: it failed. */
    BROKEN,
    /** None of it: its digest is not on the list; nothing of it was run. */
    NOT_ALLOWED
  }

  public PluginReport {
    offers = List.copyOf(offers);
  }

  /** One line for people: {@code acme.jar (acme): register, corners: cause; remedy}. */
  public String sentence() {
    String who = source + (id.isEmpty() ? "" : " (" + id + ")");
    return switch (status) {
      case HEALTHY -> who + ": " + offers.size() + " components";
      case NOT_ALLOWED -> who + ": not loaded, its digest is not among --only-plugins";
      case BROKEN -> who + ": " + failure.map(Failure::sentence).orElse("broken");
    };
  }
}
