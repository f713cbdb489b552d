package dev.danskin.cli;

import dev.danskin.api.Attack;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Defense;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
    Composer composer = plugins.composer();
    Path folder = common.folder("training");
    TrainingRequest asked = request(composer, folder);
    TrainingRun training = TrainingRun.open(composer, asked.on(common.backend == null ? asked.backend() : common.backend), folder);
    training.prepare(resume);
    try (Interrupt interrupt = Interrupt.listen(); Listener listener = Listener.of(events, common.quiet)) {
      TrainingResults results = training.run(threads, checkpoint, interrupt, listener);
      if (results == null) {
        return interrupt.done(3);
      }
      results.print(events ? listener : null, System.out);
      return interrupt.done(0);
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
      TrainingRequest recorded = TrainingRequest.of(Trees.read(file), composer, file.toString());
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
