package dev.danskin.runtime.job;

import dev.danskin.api.Plugin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plugin that a job could use.
 *
 * @param id the owner of its names
 * @param version of its jar; empty where the jar does not say
 * @param sha256 of its jar, hexadecimal; empty for what comes with the program, which its own version names
 * @param source the name of its jar, or {@code class path}
 */
public record PluginVersion(String id, String version, String sha256, String source) {
  /** What a plugin that is on the class path has for its source. */
  public static final String CLASS_PATH = "class path";

  /** The plugins on the class path, by id, each once however many of its parts register something; those that cannot be made are left out. */
  public static List<PluginVersion> onClassPath() {
    List<PluginVersion> found = new ArrayList<>();
    ServiceLoader.load(Plugin.class).stream().forEach(provider -> {
      try {
        String version = provider.type().getPackage().getImplementationVersion();
        found.add(new PluginVersion(provider.get().id(), version == null ? "" : version, "", CLASS_PATH));
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        System.getLogger(PluginVersion.class.getPackageName()).log(System.Logger.Level.WARNING,
            "plugin " + provider.type().getName() + " cannot be made and is not recorded: " + e);
      }
    });
    return found.stream().distinct().sorted(Comparator.comparing(PluginVersion::id).thenComparing(PluginVersion::version)).toList();
  }

  /** Adds {@code {id, version, sha256, source}}; what is empty is null there. */
  void into(ArrayNode list) {
    ObjectNode o = list.addObject().put("id", id);
    o.put("version", version.isEmpty() ? null : version).put("sha256", sha256.isEmpty() ? null : sha256).put("source", source);
  }
}
