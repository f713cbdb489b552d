package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Merge;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Subject;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code danskin merge}: the shards of one evaluation become the whole, the same bytes as an evaluation in one piece. */
@Command(name = "merge", description = "Join the shards of one evaluation.", sortOptions = false)
final class MergeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "The folders of the shards.")
  List<Path> folders;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    Composer composer = plugins.composer();
    List<List<byte[]>> recorded = new ArrayList<>();
    for (Path p : folders) {
      recorded.add(new Folder(p).recorded());
    }
    Request request = new Folder(folders.get(0)).request(composer).with(Request.Shard.WHOLE);
    List<byte[]> entries = Merge.of(recorded, request.examples());
    Dataset data = Targets.data(request.data(), request.domain()).data();
    Target target = Target.of(composer, request.model(), request.input(), data);
    String arithmetic = Folder.arithmetic(recorded.get(0));
    Subject subject = new Subject(target.digest(), target.parameters(), data.digest(), arithmetic, Version.number(),
        PluginVersion.of(composer.registry()));
    Folder out = new Folder(common.folder("merged"));
    out.create();
    if (Files.exists(out.journal())) {
      throw new RequestException("--out " + out.path() + ": holds a job already; give another folder");
    }
    try (Journal journal = out.open(request, subject, composer)) {
      for (byte[] entry : entries) {
        journal.append(entry);
      }
    }
    Results results = new Results(out, request, subject, data, composer);
    results.write(entries, Map.of(), (System.nanoTime() - started) * 1e-9, 1);
    results.print("text", System.out);
    return 0;
  }
}
