package dev.danskin.runtime.job;

import tools.jackson.databind.node.ObjectNode;

/** Where a job ran: what is recorded beside its figures and never compared. */
public final class Environment {
  private Environment() {}

  /**
   * Writes it.
   *
   * @param arithmetic what the last bits depend on
   */
  public static void describe(ObjectNode to, String arithmetic, int threads) {
    to.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .put("processors", Runtime.getRuntime().availableProcessors()).put("threads", threads).put("arithmetic", arithmetic);
    to.putArray("plugins");
  }
}
