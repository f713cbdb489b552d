package dev.danskin.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints and results record. */
public final class Version implements IVersionProvider {
  /** The version in the jar's manifest; of a class folder, {@code development}. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"danskin " + number() + ", Java " + Runtime.version()};
  }
}
