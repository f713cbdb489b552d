package dev.danskin.runtime.job;

import dev.danskin.runtime.config.Owner;
import dev.danskin.runtime.config.Registry;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plugin that a job could use.
 *
 * @param id the owner of its names
 * @param version of its jar; empty where the jar does not say
 * @param sha256 of its jar, hexadecimal; empty for what is on the class path
 * @param source its jar, or its class where it is on the class path
 */
public record PluginVersion(String id, String version, String sha256, String source) {
  /** Those that registered anything, by id; what comes with Danskin is one. */
  public static List<PluginVersion> of(Registry registry) {
    return registry.owners().stream().map(PluginVersion::of).toList();
  }

  private static PluginVersion of(Owner owner) {
    return new PluginVersion(owner.id(), owner.version(), owner.sha256(), owner.id().equals(Owner.DANSKIN) ? "class path" : owner.source());
  }

  /** Adds {@code {id, version, sha256, source}}; what is empty is null there. */
  void into(ArrayNode list) {
    ObjectNode o = list.addObject().put("id", id);
    o.put("version", version.isEmpty() ? null : version).put("sha256", sha256.isEmpty() ? null : sha256).put("source", source);
  }
}
