package dev.danskin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code danskin}. Exit status: 0 done, 1 failed, 2 the request was wrong, 3 stopped by the person. */
@Command(
    name = "danskin",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Optimization and robustness for the JVM.",
    sortOptions = false,
    subcommands = {EvaluateCommand.class, TrainCommand.class, MergeCommand.class, CheckCommand.class, ReplayCommand.class, ModelCommand.class, DataCommand.class,
        BenchCommand.class, PluginsCommand.class, SchemaCommand.class})
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    int status = commandLine().execute(args);
    System.out.flush();
    System.exit(status);
  }

  /** The command line with its error handling: one sentence, and a stack trace only with --verbose. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Failures());
    line.setExecutionStrategy(parsed -> {
      Log.show(parsed.originalArgs().contains("--verbose"));
      return new CommandLine.RunLast().execute(parsed);
    });
    line.setParameterExceptionHandler((e, args) -> {
      java.util.List<String> near = e instanceof CommandLine.UnmatchedArgumentException u ? u.getSuggestions() : java.util.List.of();
      e.getCommandLine().getErr().println("danskin: " + Failures.sentence(e.getMessage())
          + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?") + "; see --help");
      return 2;
    });
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
