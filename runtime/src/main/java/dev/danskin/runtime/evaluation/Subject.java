package dev.danskin.runtime.evaluation;

import dev.danskin.runtime.job.PluginVersion;
import java.util.List;

/**
 * What was evaluated on what, with digests.
 *
 * @param modelDigest SHA-256 of the model file, hexadecimal
 * @param parameters how many the model has
 * @param dataDigest SHA-256 of the stored data
 * @param arithmetic what the last bits depend on
 * @param version of Danskin
 * @param plugins that the job could use
 */
public record Subject(String modelDigest, long parameters, String dataDigest, String arithmetic, String version, List<PluginVersion> plugins) {
  public Subject {
    plugins = List.copyOf(plugins);
  }

  /** The same on another arithmetic. */
  public Subject on(String other) {
    return new Subject(modelDigest, parameters, dataDigest, other, version, plugins);
  }

  /** What makes two runs the same job: everything that a figure can depend on. */
  public String identity(String configuration) {
    return configuration + "model sha256: " + modelDigest + "\ndata sha256: " + dataDigest + "\narithmetic: " + arithmetic + "\n";
  }
}
