package dev.danskin.cli;

import dev.danskin.runtime.job.Environment;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints and results record. */
public final class Version implements IVersionProvider {
  /** The version that runs. */
  public static String number() {
    return Environment.version();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"danskin " + number() + ", Java " + Runtime.version()};
  }
}
