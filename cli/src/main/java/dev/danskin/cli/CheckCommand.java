package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Check;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code danskin check}: looks whether a job's folder holds, example by example; exit status 1 if not. */
@Command(name = "check", description = "Re-evaluate the stored examples of a job and refute what does not hold.", sortOptions = false)
final class CheckCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Parameters(paramLabel = "FOLDER", description = "The folder of a job.")
  Path folder;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Composer composer = plugins.composer();
    Path config = new Folder(folder).config();
    if (!Comparison.described(config)) {
      return check(composer, folder);
    }
    int status = 0;
    for (String name : Comparison.requests(composer, config).keySet()) {
      System.out.print(name + ": ");
      status = Math.max(status, check(composer, folder.resolve(name)));
    }
    return status;
  }

  private int check(Composer composer, Path path) throws IOException {
    Folder job = new Folder(path);
    Request request = job.request(composer);
    JsonNode found = found(path.resolve("results.json"));
    Dataset data = Targets.data(request.data(), request.domain()).data();
    Target target = Target.of(composer, request.model(), request.input(), data);
    GraphBackend backend = Backends.open(common.backend == null ? request.backend() : common.backend);
    Subject subject = new Subject(target.digest(), target.parameters(), data.digest(), backend.arithmetic(),
        found.path("danskin").asString(""));
    Figures figures = Figures.of(job.examples(), request.attacks(), data.domain(), List.of());
    ObjectNode expected = Folder.results(request, subject, figures, composer, Map.of(), 0, 0, 1);
    expected.remove(List.of("flags", "verdict"));
    try (Target.Running running = target.open(backend, data, request.transformations())) {
      return told(new Check(job, request, running.model(), data).problems(expected, found), figures, request);
    }
  }

  private static int told(List<String> problems, Figures figures, Request request) {
    problems.stream().limit(SHOWN).forEach(System.out::println);
    if (problems.size() > SHOWN) {
      System.out.println("… and " + (problems.size() - SHOWN) + " more");
    }
    System.out.println(problems.isEmpty() ? "holds: " + figures.examples() + " examples, " + request.attacks().size() + " attacks"
        : "does not hold: " + problems.size() + " problems");
    return problems.isEmpty() ? 0 : 1;
  }

  private static JsonNode found(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RequestException(file + ": expected the figures of a job, found nothing; resume the job first");
    }
    return Trees.parse(Files.readString(file), file.toString());
  }
}
