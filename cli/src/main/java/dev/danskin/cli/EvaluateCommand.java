package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  @Option(names = "--model", paramLabel = "FILE|NAME", split = ",",
      description = "ONNX files or embedded networks; several are compared; default strokes-standard,strokes-hardened.")
  List<String> model;

  @Option(names = "--data", paramLabel = "NAME|KIND:PATH",
      description = "strokes (default), mnist:FOLDER, idx:IMAGES,LABELS, cifar10:FILE, csv:FILE, tsv:FILE or png:FOLDER; see data list.")
  String data;

  @Mixin
  DomainOption domain = new DomainOption();

  @Option(names = "--input", paramLabel = "SCALING", description = "What the network wants: unit (0-1, default), raw (0-255) or mean=A:B:C,std=A:B:C.")
  String input;

  @Option(names = "--transform", paramLabel = "YAML",
      description = "What is done to inputs before the network, repeatable: 'quantise: {levels: 8}', 'gaussian-noise: {sigma: 0.1}'.")
  List<String> transform;

  @Option(names = "--threat", paramLabel = "NAME", description = "linf (default), l2, l1 or l0.")
  String threat;

  @Option(names = "--eps", paramLabel = "E", split = ",", description = "Sizes, in the units of the data: 0.1 or 8/255; several: 0.05,0.1.")
  List<String> eps;

  @Option(names = "--attack", paramLabel = "NAME", split = ",", description = "autoattack, autoattack-plus, apgd-ce, apgd-dlr, apgd-t, fab-t, square; pgd, pgd-restarts, pgd-nesterov, pgd-adam, mt-pgd, fgsm, bim, mim, frank-wolfe, noise; tabular (categories, too); networks with random numbers: autoattack-rand, eot-pgd; smallest δ: fab, deepfool, ddn, fmn, cw, ead. See docs/attacks.md.")
  List<String> attack;

  @Option(names = "--examples", paramLabel = "N", description = "How many of the first examples; default 1000, without arguments 300.")
  Integer examples;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file; options override it.")
  Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes one entry: attack.pgd.solver.pgd.steps=100.")
  List<String> set = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "S", split = ",", description = "Seed of all random numbers; default 0. Several, 0,1,2, show the spread.")
  List<Long> seed;

  @Option(names = "--budget", paramLabel = "KIND=N", split = ",",
      description = "What an attack may spend on one example: forward=1000,backward=500,decisions=5000. Its best so far counts.")
  Map<String, String> budget;

  @Option(names = "--referee", description = "Also climbs the sanity ladder: noise, no, few and many steps, no, small and unbounded ε, a black box.")
  boolean referee;

  @Option(names = "--shard", paramLabel = "I/N", description = "Only the examples id with id mod N = I − 1; see merge.")
  String shard;

  @Option(names = "--resume", description = "Goes on with the job in --out.")
  boolean resume;

  @Option(names = "--events", description = "Progress and results as JSON lines on standard output.")
  boolean events;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  String format = "text";

  @Option(names = "--dry-run", description = "Says what the attacks can cost at most, and runs nothing.")
  boolean dryRun;

  @Option(names = "--order", hidden = true, description = "forward or reverse: the order of visit.")
  String order = "forward";

  @Option(names = "--batch", paramLabel = "B", description = "Most examples worked on together; default 256, 64 where an input has more than "
      + Evaluations.LARGE + " features. No figure depends on it.")
  Integer batch;

  @Mixin
  PluginsOption plugins = new PluginsOption();

  @Mixin
  CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    if (!List.of("text", "json").contains(format)) {
      throw new RequestException("--format: expected text or json, found '" + format + "'");
    }
    if (batch != null) {
      CommonOptions.atLeastOne("--batch", batch);
    }
    int threads = common.threads();
    Composer composer = plugins.composer();
    Path out = common.folder("evaluation");
    Map<String, Request> requests = requests(composer, out);
    if (dryRun) {
      DryRun.print(requests, System.out);
      return 0;
    }
    Listener listener = Listener.of(events, common.quiet);
    try (Interrupt interrupt = Interrupt.listen()) {
      Evaluations evaluations = Evaluations.open(composer, requests, referee, out);
      evaluations.prepare(resume);
      if (!evaluations.run(order.equals("reverse"), batch, threads, interrupt, listener)) {
        System.err.println("danskin: go on with: danskin evaluate --resume --out " + out);
        return interrupt.done(3);
      }
      evaluations.write();
      if (events) {
        listener.line("results", Trees.object().put("folder", out.toString()).set("results", evaluations.tree()));
      } else {
        evaluations.print(format, System.out);
      }
      return interrupt.done(evaluations.failed() ? 1 : 0);
    }
  }

  /** What is asked for, by the name of the network. */
  private Map<String, Request> requests(Composer composer, Path out) throws IOException {
    boolean asRecorded = resume && config == null && model == null && data == null && domain.domain == null && attack == null && eps == null
        && transform == null;
    if (resume && common.out == null) {
      throw new RequestException("--resume: expected --out FOLDER of the job to go on with");
    }
    Path file = asRecorded ? new Folder(out).config() : config;
    if (file != null && Comparison.described(file)) {
      return Comparison.requests(composer, Trees.read(file), file.toString());
    }
    if (asRecorded) {
      Request recorded = new Folder(out).request(composer);
      return Map.of(recorded.model(), recorded);
    }
    Map<String, Request> requests = new LinkedHashMap<>();
    List<Request> planned = new Plan(composer).of(this);
    boolean seeds = planned.stream().map(Request::seed).distinct().count() > 1;
    for (Request r : planned) {
      String name = Comparison.name(r.model()) + (seeds ? "-seed-" + r.seed() : "");
      for (int i = 2; requests.containsKey(name); i++) {
        name = Comparison.name(r.model()) + "-" + i;
      }
      requests.put(name, r);
    }
    return requests;
  }

  /** The request's tree as a file may give it, for {@link Plan}. */
  tools.jackson.databind.JsonNode file() throws IOException {
    if (config == null) {
      return Trees.object();
    }
    if (!Files.isRegularFile(config)) {
      throw new RequestException("--config: expected a file, found no '" + config + "'; check the path");
    }
    return Trees.read(config);
  }
}
