package dev.danskin.cli;

import dev.danskin.models.data.DataSources;
import picocli.CommandLine.Command;

/** {@code danskin data}: what can be evaluated on. */
@Command(name = "data", description = "Data sets.", subcommands = {DataCommand.ListData.class, FetchCommand.class}, sortOptions = false)
final class DataCommand implements Runnable {
  @picocli.CommandLine.Spec
  private picocli.CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(name = "list", description = "List the embedded data sets, those that can be fetched, and the kinds of files that are read.")
  static final class ListData implements Runnable {
    @Override
    public void run() {
      DataSources.kinds().forEach((name, what) -> System.out.printf("%-22s %s%n", name, what));
    }
  }
}
