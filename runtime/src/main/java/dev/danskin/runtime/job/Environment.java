package dev.danskin.runtime.job;

import java.lang.management.ManagementFactory;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a job ran: what is recorded beside its figures and never compared. */
public final class Environment {
  private Environment() {}

  /** The version of Danskin that runs: that of its jar; of a class folder, {@code development}. */
  public static String version() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Seconds of processor that this process has used; NaN where the system does not tell. */
  public static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime() * 1e-9 : Double.NaN;
  }

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
