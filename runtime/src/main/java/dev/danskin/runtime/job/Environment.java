package dev.danskin.runtime.job;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a job ran: what is recorded beside its figures and never compared. */
public final class Environment {
  private Environment() {}

  /**
   * Writes it.
   *
   * @param arithmetic what the last bits depend on
   * @param plugins that the job could use
   */
  public static void describe(ObjectNode to, String arithmetic, int threads, List<PluginVersion> plugins) {
    to.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .put("processors", Runtime.getRuntime().availableProcessors()).put("threads", threads).put("arithmetic", arithmetic);
    ArrayNode list = to.putArray("plugins");
    plugins.forEach(p -> p.into(list));
  }
}
