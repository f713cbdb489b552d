package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code danskin check}: looks whether a job's folder holds, example by example; exit status 1 if not. */
@Command(name = "check", description = "Re-evaluate what a job's folder holds and refute what does not hold.", sortOptions = false)
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The folder of an evaluation, a comparison or a training.")
  Path folder;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Composer composer = plugins.composer();
    Recorded recorded = Recorded.of(folder);
    return switch (recorded.kind()) {
      case "evaluation" -> {
        if (recorded.problems().isEmpty()) {
          recorded.whole();
        }
        yield EvaluationCheck.of(composer, recorded, common.backend).print();
      }
      case "comparison" -> new ComparisonCheck(composer, recorded, common.backend).print();
      case "training" -> new TrainingCheck(composer, recorded.whole(), common.backend).print();
      default -> throw new RequestException(
          recorded.where() + ": expected kind evaluation, comparison or training, found '" + recorded.kind() + "'");
    };
  }
}
