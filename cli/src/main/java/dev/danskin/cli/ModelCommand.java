package dev.danskin.cli;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code danskin model}: what a network is and what it says. */
@Command(name = "model", description = "Describe a network, or let it predict.", subcommands = {ModelCommand.Describe.class,
    ModelCommand.Predict.class}, sortOptions = false)
final class ModelCommand implements Runnable {
  @picocli.CommandLine.Spec
  private picocli.CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(name = "describe", description = "List the operators, shapes and parameters of an ONNX file.")
  static final class Describe implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "An ONNX file or an embedded network.")
    String file;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
      OnnxNetwork network = OnnxReader.read(Targets.bytes(file), file);
      System.out.print(network.describe());
      return 0;
    }
  }

  @Command(name = "predict", description = "Write the outputs for the first examples to predictions.csv.")
  static final class Predict implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "An ONNX file or an embedded network.")
    String file;

    @Option(names = "--data", required = true, paramLabel = "NAME|KIND:PATH", description = "The data; see evaluate.")
    String data;

    @Mixin
    DomainOption domain = new DomainOption();

    @Option(names = "--input", paramLabel = "SCALING", description = "unit, raw or mean=A:B:C,std=A:B:C.")
    String input = "unit";

    @Option(names = "--examples", paramLabel = "N", description = "How many of the first examples; default all.")
    Integer examples;

    @Mixin
    PluginsOption plugins = new PluginsOption();

    @Option(names = "--batch", paramLabel = "B", description = "Most examples worked on together; default 128. No figure depends on it.")
    int batch = 128;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
      CommonOptions.atLeastOne("--batch", batch);
      Dataset dataset = Targets.told(data, domain.read(plugins.composer(), null)).data();
      int n = Math.min(dataset.size(), examples == null ? Integer.MAX_VALUE : examples);
      if (n < 1) {
        throw new dev.danskin.runtime.config.RequestException("--examples: expected at least 1, found " + n);
      }
      Path folder = common.folder("predictions");
      Files.createDirectories(folder);
      int[] correct = new int[1];
      try (Network network = Targets.open(file, input, dataset).on(Backends.open(common.backend), dataset)) {
        AtomicFiles.write(folder.resolve("predictions.csv"), out -> {
          out.write(header(network.classes()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          for (int from = 0; from < n; from += batch) {
            out.write(rows(network, dataset, from, Math.min(n, from + batch), correct)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          }
        });
      }
      System.out.printf(Locale.ROOT, "%d of %d right, %.2f %%; %s%n", correct[0], n, 100.0 * correct[0] / n,
          folder.resolve("predictions.csv"));
      return 0;
    }

    private static String header(int classes) {
      StringBuilder header = new StringBuilder("id,label");
      for (int k = 0; k < classes; k++) {
        header.append(",output_").append(k);
      }
      return header.append('\n').toString();
    }

    private static String rows(Network network, Dataset data, int from, int to, int[] correct) {
      long[] ids = java.util.stream.LongStream.range(from, to).toArray();
      Batch batch = data.batch(ids);
      network.domain().check(batch.x(), ids);
      Tensor logits = network.logits(batch.x());
      int[] decisions = logits.rowArgmax();
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < ids.length; i++) {
        correct[0] += decisions[i] == batch.y().classes()[i] ? 1 : 0;
        rows.append(ids[i]).append(',').append(batch.y().classes()[i]);
        for (int k = 0; k < network.classes(); k++) {
          rows.append(',').append((float) logits.get(i * network.classes() + k));
        }
        rows.append('\n');
      }
      return rows.toString();
    }
  }
}
