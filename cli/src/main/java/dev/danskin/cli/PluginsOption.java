package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.plugin.PluginOptions;
import dev.danskin.runtime.plugin.PluginReport;
import dev.danskin.runtime.plugin.Plugins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which plugins there are. */
final class PluginsOption {
  /** Set by the launcher: where Danskin lies. */
  private static final String HOME = "danskin.home";
  private static final int MOST_PATIENT = 3600;

  @Option(names = "--plugins", paramLabel = "FOLDER", description = "Where plugin jars are; default the folder plugins beside the launcher.")
  Path folder;

  @Option(names = "--only-plugins", paramLabel = "SHA256", split = ",",
      description = "Loads only jars with these digests, as the command plugins lists them; none for no jar.")
  List<String> only;

  @Option(names = "--plugin-patience", paramLabel = "SECONDS", description = "How long one plugin may take to load before it is given up; default 5.")
  double patience = PluginOptions.PATIENCE.toSeconds();

  @Option(names = "--require", paramLabel = "ID", split = ",", description = "Refuses to start without these plugins.")
  List<String> required = new ArrayList<>();

  /** What is there; nothing is said about it. */
  Plugins load() {
    if (!(patience > 0 && patience <= MOST_PATIENT)) {
      throw new RequestException("--plugin-patience: expected seconds in (0, " + MOST_PATIENT + "], found " + patience);
    }
    PluginOptions options = new PluginOptions(where(), Optional.empty(), Duration.ofMillis((long) (1000 * patience)));
    return Plugins.load(only == null ? options : options.only(only.equals(List.of("none")) ? List.of() : only));
  }

  private Optional<Path> where() {
    String home = System.getProperty(HOME);
    return folder != null ? Optional.of(folder) : Optional.ofNullable(home).map(h -> Path.of(h, "plugins"));
  }

  /** The plugins that a command works with: broken ones are told in one line each, required ones are there. */
  Plugins told() {
    Plugins plugins = load();
    plugins.broken().stream().filter(r -> !required.contains(r.id())).map(PluginReport::sentence)
        .forEach(line -> System.err.println("danskin: plugin " + line));
    plugins.require(required);
    return plugins;
  }

  /** Builds components of what is there. */
  Composer composer() {
    return new Composer(told().registry());
  }
}
