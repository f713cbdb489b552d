package dev.danskin.cli;

import dev.danskin.api.Attack;
import dev.danskin.api.Budget;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Defense;
import dev.danskin.api.Model;
import dev.danskin.api.Outcome;
import dev.danskin.api.Philox;
import dev.danskin.api.RunContext;
import dev.danskin.api.Workers;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.training.TrainingJob;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code danskin train}: data, an architecture and a defense in; a network, its history and a report out. */
@Command(name = "train", description = "Train a network, robustly. Writes model.onnx.", sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--defense", paramLabel = "NAME", description = "standard, at, trades, mart, free, fast or awp.")
  String defense;

  @Option(names = "--architecture", paramLabel = "NAME|FILE", description = "linear, mlp, small-cnn (default for images), madry-cnn, resnet8, resnet18, or an ONNX file to begin with.")
  String architecture;

  @Option(names = "--data", paramLabel = "NAME|KIND:PATH", description = "What is trained on; default strokes-train. See data list.")
  String data;

  @Mixin
  DomainOption domain = new DomainOption();

  @Option(names = "--validation", paramLabel = "NAME|KIND:PATH", description = "What is looked at; default the test part of the data, or the data.")
  String validation;

  @Option(names = "--input", paramLabel = "SCALING", description = "unit (default), raw or mean=A:B:C,std=A:B:C; becomes a layer of the network.")
  String input = "unit";

  @Option(names = "--threat", paramLabel = "NAME", description = "linf (default), l2, l1 or l0.")
  String threat = "linf";

  @Option(names = "--eps", paramLabel = "E", description = "Size of the threat, in the units of the data: 0.1 or 8/255.")
  String eps;

  @Option(names = "--epochs", paramLabel = "N", description = "How often every example is seen; default 5.")
  int epochs = 5;

  @Option(names = "--steps", paramLabel = "N", description = "Steps instead of epochs.")
  Integer steps;

  @Option(names = "--batch-size", paramLabel = "B", description = "Examples in a step; default 128.")
  int batchSize = 128;

  @Option(names = "--rate", paramLabel = "A", description = "Learning rate of Adam; default 1e-3.")
  String rate = "1e-3";

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes one entry: defense.at.inner.max.solver.pgd.steps=10.")
  List<String> set = new ArrayList<>();

  @Option(names = "--config", paramLabel = "FILE", description = "The config.yaml of a training, to repeat it; --data and --domain override it.")
  Path config;

  @Option(names = "--examples", paramLabel = "N", description = "Validation examples that are looked at; default 500.")
  int examples = 500;

  @Option(names = "--looks", paramLabel = "N", description = "How often; default 10.")
  int looks = 10;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers; default 0.")
  long seed;

  @Option(names = "--resume", description = "Goes on with the training in --out.")
  boolean resume;

  @Option(names = "--checkpoint", paramLabel = "SECONDS", description = "Seconds between two checkpoints; default 5.")
  double checkpoint = 5;

  @Option(names = "--events", description = "Progress and results as JSON lines on standard output.")
  boolean events;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    int threads = common.threads();
    long started = System.nanoTime();
    Composer composer = plugins.composer();
    Path folder = common.folder("training");
    TrainingRequest asked = request(composer, folder);
    GraphBackend backend = Backends.open(common.backend == null ? asked.backend() : common.backend);
    DataDescription.Described described = Targets.told(asked.data(), asked.domain());
    TrainingRequest request = asked.on(backend.name()).with(asked.data(), described.description());
    Dataset training = described.data();
    Dataset looked = request.validation().isEmpty() ? training : Targets.told(request.validation(), request.domain()).data();
    if (request.attack() != null) {
      request.attack().accept(training.domain());
    }
    Targets target = Targets.begun(request.architecture(), request.input(), training, Philox.of(request.seed(), "danskin.init"));
    prepare(folder);
    String yaml = Trees.yaml(request.tree(composer, Version.number()));
    AtomicFiles.write(folder.resolve("config.yaml"), yaml);
    String identity = yaml + "model: " + target.digest() + "\ndata: " + training.digest() + "\narithmetic: " + backend.arithmetic() + "\n";
    ExecutorService pool = Executors.newFixedThreadPool(threads, TrainCommand::daemon);
    try (Network network = target.on(backend, training); Interrupt interrupt = Interrupt.listen()) {
      TrainingJob job = new TrainingJob(request, identity, training, looked.first(request.examples()), folder,
          (model, file) -> OnnxWriter.write(written(target.graph(), model), file), checkpoint);
      Listener listener = Listener.of(events, common.quiet);
      TrainingJob.Trained trained = job.run(network, new RunContext(request.seed(), "danskin", Budget.UNLIMITED, interrupt::requested,
          listener, threads > 1 ? Workers.on(pool) : Workers.sequential()));
      listener.close();
      if (interrupt.requested()) {
        System.err.println(stopped(folder, trained));
        return interrupt.done(3);
      }
      if (trained.hardened().outcome() instanceof Outcome.Failed failed) {
        System.err.println(failed(folder, trained, failed));
        return interrupt.done(1);
      }
      OnnxWriter.write(written(target.graph(), trained.hardened().model()), folder.resolve("model.onnx"));
      TrainingResults results = new TrainingResults(folder, request, trained, training, backend.arithmetic(), composer);
      results.write((System.nanoTime() - started) * 1e-9, threads);
      results.print(events, System.out);
      return interrupt.done(0);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Graph written(Graph graph, Model model) {
    return graph.with(model.parameters().theta());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "danskin-worker");
    thread.setDaemon(true);
    return thread;
  }

  private static String stopped(Path folder, TrainingJob.Trained trained) {
    return "danskin: stopped after " + trained.losses().length + " steps; " + best(folder, trained)
        + "; go on with: danskin train --resume --out " + folder;
  }

  private static String failed(Path folder, TrainingJob.Trained trained, Outcome.Failed failed) {
    return "danskin: the training failed after " + trained.losses().length + " steps (" + failed.what() + "); " + best(folder, trained);
  }

  private static String best(Path folder, TrainingJob.Trained trained) {
    return trained.best() == null ? "no look at the network yet"
        : "the best network so far, seen at step " + trained.best().step() + ", is " + folder.resolve("best.onnx");
  }

  private void prepare(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new RequestException(folder + ": expected a folder, found a file; give another --out");
    }
    Files.createDirectories(folder);
    if (!resume && Files.exists(folder.resolve("config.yaml"))) {
      throw new RequestException("--out " + folder + ": holds a job already; add --resume to go on with it, or give another folder");
    }
  }

  private TrainingRequest request(Composer composer, Path folder) throws IOException {
    if (resume && common.out == null) {
      throw new RequestException("--resume: expected --out FOLDER of the training to go on with");
    }
    Path file = resume ? folder.resolve("config.yaml") : config;
    if (file != null) {
      if (!Files.isRegularFile(file)) {
        throw new RequestException(resume ? "--out " + folder + ": holds no training to go on with; check the path"
            : "--config: expected the config.yaml of a training, found no '" + file + "'; check the path");
      }
      TrainingRequest recorded = TrainingRequest.of(Trees.parse(Files.readString(file), file.toString()), composer, file.toString());
      return resume ? recorded : recorded.with(data == null ? recorded.data() : data, domain.read(composer, recorded.domain()));
    }
    return asked(composer);
  }

  private TrainingRequest asked(Composer composer) throws IOException {
    if (defense == null) {
      throw new RequestException("--defense: expected a name, found none; known: "
          + String.join(", ", composer.registry().presets(Defense.class).keySet()));
    }
    CommonOptions.atLeastOne("--batch-size", batchSize);
    String source = data == null ? "strokes-train" : data;
    DataDescription described = domain.read(composer, null);
    Dataset training = Targets.data(source, described).data();
    long total = steps != null ? steps : (long) CommonOptions.atLeastOne("--epochs", epochs) * Math.max(1, training.size() / batchSize);
    Map<String, String> variables = new HashMap<>(Map.of("threat", threat, "rate", rate, "steps", Long.toString(total), "batch",
        Integer.toString(Math.min(batchSize, training.size()))));
    Attack attack = null;
    if (eps != null) {
      variables.put("eps", Double.toString(Plan.radius(eps)));
      attack = new Presets(composer).build(Attack.class, "attack", training.domain().isGrouped() ? "tabular" : "pgd", variables, none(), none());
    }
    ObjectNode changes = Presets.changes("defense", set);
    Defense built = new Presets(composer).build(Defense.class, "defense", defense, variables, none(), changes.path(defense));
    String network = architecture != null ? architecture : training.inputShape().length == 3 ? "small-cnn" : "mlp";
    return new TrainingRequest(seed, "auto", network, input, source, described, validation == null ? tested(source) : validation, examples,
        looks, attack, defense, built);
  }

  private static JsonNode none() {
    return JsonNodeFactory.instance.missingNode();
  }

  /** The part of a data set that is there to look at. */
  static String tested(String data) {
    int colon = data.indexOf(':');
    String kind = colon < 0 ? data : data.substring(0, colon);
    return kind.endsWith("-train") ? kind.substring(0, kind.length() - "-train".length()) + data.substring(kind.length()) : "";
  }
}
