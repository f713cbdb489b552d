package dev.danskin.runtime.plugin;

import dev.danskin.runtime.config.RequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which plugins are looked for, beside those on the class path.
 *
 * @param folder where jars are; empty, or not there, for none
 * @param only the SHA-256 digests of the jars that may be loaded; empty for all of the folder
 * @param patience how long each of discovering, registering and building may take for one plugin; &gt; 0
 */
public record PluginOptions(Optional<Path> folder, Optional<Set<String>> only, Duration patience) {
  /** How long a plugin's code may take where nothing else is said. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);
  /** The class path only. */
  public static final PluginOptions CLASS_PATH = new PluginOptions(Optional.empty(), Optional.empty(), PATIENCE);

  public PluginOptions {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("expected a time above 0 that plugins may take, found " + patience);
    }
    only = only.map(Set::copyOf);
    for (String digest : only.orElse(Set.of())) {
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new RequestException("--only-plugins: expected SHA-256 digests of 64 hexadecimal digits, as danskin plugins lists them, found '"
            + digest + "'");
      }
    }
  }

  /** All jars of a folder. */
  public static PluginOptions of(Path folder) {
    return new PluginOptions(Optional.of(folder), Optional.empty(), PATIENCE);
  }

  /** The same, of the jars with these digests only. */
  public PluginOptions only(List<String> digests) {
    return new PluginOptions(folder, Optional.of(Set.copyOf(digests)), patience);
  }

  /** The same with another patience. */
  public PluginOptions within(Duration other) {
    return new PluginOptions(folder, only, other);
  }

  boolean allows(String digest) {
    return only.isEmpty() || only.get().contains(digest);
  }
}
