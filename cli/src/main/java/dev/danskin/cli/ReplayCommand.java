package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code danskin replay}: does a job again in another folder and says whether the figures are the same; exit status 1 if not. */
@Command(name = "replay", description = "Repeat a job from its configuration and say whether its figures come out again.", sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The folder of an evaluation, a comparison or a training; it stays as it is.")
  Path folder;

  @Option(names = "--events", description = "Progress and results as JSON lines on standard output.")
  boolean events;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    int threads = common.threads();
    Composer composer = plugins.composer();
    Recorded recorded = Recorded.of(folder).whole();
    if (!recorded.problems().isEmpty()) {
      throw new RequestException(recorded.problems());
    }
    Path out = common.folder("replay");
    elsewhere(out);
    try (Interrupt interrupt = Interrupt.listen(); Listener listener = Listener.of(events, common.quiet)) {
      Replay replay = new Replay(composer, recorded, common.backend, out);
      Boolean equal = replay.run(threads, interrupt, listener);
      if (equal == null) {
        System.err.println("danskin: stopped; what was done is in " + out);
        return interrupt.done(3);
      }
      if (events) {
        listener.line("replay", replay.event());
      } else {
        replay.print(System.out);
      }
      return interrupt.done(equal ? 0 : 1);
    }
  }

  /** The original is never written to. */
  private void elsewhere(Path out) throws IOException {
    Path original = folder.toRealPath();
    Path target = out.toAbsolutePath().normalize();
    for (Path p = target; p != null; p = p.getParent()) {
      if (java.nio.file.Files.exists(p)) {
        target = p.toRealPath().resolve(p.relativize(target)).normalize();
        break;
      }
    }
    if (target.startsWith(original)) {
      throw new RequestException("--out " + out + ": expected a folder outside that of the job, which stays as it is; give another folder");
    }
  }
}
