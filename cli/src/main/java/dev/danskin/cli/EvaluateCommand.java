package dev.danskin.cli;

import dev.danskin.api.Budget;
import dev.danskin.api.Dataset;
import dev.danskin.api.RunContext;
import dev.danskin.models.Network;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Evaluation;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Subject;
import dev.danskin.runtime.job.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code danskin evaluate}: a network, data and attacks in; a table, a report and the adversarial examples out. */
@Command(
    name = "evaluate",
    description = "Attack a network and say how robust it is. Without arguments: the embedded network on the embedded data.",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "FILE|NAME", description = "An ONNX file or an embedded network; default strokes-standard.")
  String model;

  @Option(names = "--data", paramLabel = "NAME|KIND:PATH",
      description = "strokes (default), mnist:FOLDER, idx:IMAGES,LABELS, cifar10:FILE, csv:FILE, tsv:FILE or png:FOLDER.")
  String data;

  @Option(names = "--input", paramLabel = "SCALING", description = "What the network wants: unit (0-1, default), raw (0-255) or mean=A:B:C,std=A:B:C.")
  String input;

  @Option(names = "--threat", paramLabel = "NAME", description = "linf (default), l2, l1 or l0.")
  String threat;

  @Option(names = "--eps", paramLabel = "E", split = ",", description = "Sizes, in the units of the data: 0.1 or 8/255; several: 0.05,0.1.")
  List<String> eps;

  @Option(names = "--attack", paramLabel = "NAME", split = ",", description = "noise, fgsm, bim, mim, pgd, pgd-restarts, frank-wolfe.")
  List<String> attack;

  @Option(names = "--examples", paramLabel = "N", description = "How many of the first examples; default 1000.")
  Integer examples;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file; options override it.")
  java.nio.file.Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes one entry: attack.pgd.solver.pgd.steps=100.")
  List<String> set = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers; default 0.")
  Long seed;

  @Option(names = "--shard", paramLabel = "I/N", description = "Only the examples id with id mod N = I − 1; see merge.")
  String shard;

  @Option(names = "--resume", description = "Goes on with the job in --out.")
  boolean resume;

  @Option(names = "--events", description = "Progress and results as JSON lines on standard output.")
  boolean events;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  String format = "text";

  @Option(names = "--order", hidden = true, description = "forward or reverse: the order of visit.")
  String order = "forward";

  @Option(names = "--batch", paramLabel = "B", description = "Most examples worked on together; default 128. No figure depends on it.")
  int batch = 128;

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    if (!List.of("text", "json").contains(format)) {
      throw new RequestException("--format: expected text or json, found '" + format + "'");
    }
    CommonOptions.atLeastOne("--batch", batch);
    int threads = common.threads();
    long started = System.nanoTime();
    Composer composer = new Composer(Registry.ofClassPath());
    Folder folder = new Folder(common.folder("evaluation"));
    Request request = request(composer, folder);
    Dataset dataset = Targets.data(request.data());
    GraphBackend backend = Backends.open(request.backend());
    request = new Plan(composer).resolved(request, backend.name(), dataset.size());
    Targets target = Targets.open(request.model(), request.input(), dataset);
    Subject subject = new Subject(target.digest(), target.graph().parameters().size(), dataset.digest(),
        backend.arithmetic(), Version.number());
    prepare(folder);
    long[] ids = visited(request);
    try (Network network = target.on(backend, dataset); Journal journal = folder.open(request, subject, composer);
        Interrupt interrupt = Interrupt.listen()) {
      Evaluation evaluation = new Evaluation(network, dataset, request.attacks(), batch, threads);
      Listener listener = Listener.of(events, common.quiet);
      RunContext run = new RunContext(request.seed(), "danskin", Budget.UNLIMITED, interrupt::requested, listener);
      Map<String, Evaluation.Cost> costs = evaluation.run(ids, journal, run);
      listener.close();
      if (interrupt.requested()) {
        System.err.println("danskin: stopped; " + recorded(journal) + " of " + ids.length + " examples are kept, go on with: "
            + "danskin evaluate --resume --out " + folder.path());
        return interrupt.done(3);
      }
      Results results = new Results(folder, request, subject, dataset, composer);
      results.write(journal.entries(), costs, (System.nanoTime() - started) * 1e-9, threads);
      results.print(events ? "events" : format, System.out);
      return interrupt.done(0);
    }
  }

  private static int recorded(Journal journal) {
    return (int) Folder.sorted(journal.entries(), List.of()).rows().stream()
        .map(dev.danskin.runtime.evaluation.ExampleRow::id).distinct().count();
  }

  private void prepare(Folder folder) throws IOException {
    folder.create();
    if (!resume && Files.exists(folder.journal())) {
      throw new RequestException("--out " + folder.path() + ": holds a job already; add --resume to go on with it, or give another folder");
    }
  }

  private Request request(Composer composer, Folder folder) throws IOException {
    boolean asRecorded = resume && config == null && model == null && data == null && attack == null && eps == null;
    if (resume && common.out == null) {
      throw new RequestException("--resume: expected --out FOLDER of the job to go on with");
    }
    if (asRecorded) {
      return folder.request(composer);
    }
    return new Plan(composer).of(this);
  }

  private long[] visited(Request request) {
    long[] ids = request.shard().ids(request.examples());
    if (order.equals("reverse")) {
      for (int i = 0, j = ids.length - 1; i < j; i++, j--) {
        long swap = ids[i];
        ids[i] = ids[j];
        ids[j] = swap;
      }
    }
    if (ids.length == 0) {
      throw new RequestException("--shard " + request.shard() + ": expected at least one example, found none of "
          + request.examples() + "; use fewer shards");
    }
    return ids;
  }

  /** The request's tree as a file may give it, for {@link Plan}. */
  tools.jackson.databind.JsonNode file() throws IOException {
    if (config == null) {
      return Trees.object();
    }
    if (!Files.isRegularFile(config)) {
      throw new RequestException("--config: expected a file, found no '" + config + "'; check the path");
    }
    return Trees.parse(Files.readString(config), config.toString());
  }
}
