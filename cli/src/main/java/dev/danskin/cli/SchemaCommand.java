package dev.danskin.cli;

import dev.danskin.runtime.config.Schema;
import dev.danskin.runtime.config.Trees;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code danskin schema}: which configurations there are, for editors. */
@Command(name = "schema", description = "Print a JSON schema of configurations, with all that is registered.", sortOptions = false)
final class SchemaCommand implements Callable<Integer> {
  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Option(names = "--verbose", description = "Stack traces.")
  boolean verbose;

  @Override
  public Integer call() {
    System.out.print(Trees.json(FileSchema.of(new Schema(plugins.told().registry()))));
    return 0;
  }
}
