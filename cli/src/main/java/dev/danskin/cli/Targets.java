package dev.danskin.cli;

import dev.danskin.api.DataDescription;
import dev.danskin.api.DataException;
import dev.danskin.api.Dataset;
import dev.danskin.api.Draws;
import dev.danskin.api.Transformation;
import dev.danskin.models.Architectures;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.GraphEdit;
import dev.danskin.models.onnx.InputScaling;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network as a command names it.
 *
 * @param digest SHA-256 of the file
 */
record Targets(Graph graph, String digest) implements Target {
  /** The networks that come with Danskin. */
  static final List<String> EMBEDDED = List.of("strokes-standard", "strokes-hardened");

  /** Reads an embedded network or a file, with its input scaled and shaped as the data come. */
  static Targets open(String source, String input, Dataset data) {
    byte[] bytes = bytes(source);
    OnnxNetwork network = OnnxReader.read(bytes, source);
    network.note().ifPresent(note -> System.err.println("danskin: " + source + ": " + note));
    Graph scaled = InputScaling.parse(input).before(network.classifier());
    return new Targets(GraphEdit.adapted(scaled, data.inputShape()), Sha256.of(bytes));
  }

  /** An untrained architecture by name, or a file to begin with, for the data. */
  static Targets begun(String source, String input, Dataset data, Draws draws) {
    if (!Architectures.names().contains(source)) {
      if (!source.endsWith(".onnx")) {
        throw new RequestException("--architecture: expected " + String.join(", ", Architectures.names()) + " or an ONNX file, found '" + source
            + "'" + Nearest.hint(source, Architectures.names()));
      }
      return open(source, input, data);
    }
    Graph graph = Architectures.of(source, data.inputShape(), data.classes().size(), draws);
    return new Targets(InputScaling.parse(input).before(graph), Sha256.of(source));
  }

  static byte[] bytes(String source) {
    try {
      if (EMBEDDED.contains(source)) {
        try (InputStream in = Targets.class.getResourceAsStream(source + ".onnx")) {
          return in.readAllBytes();
        }
      }
      Path file = Path.of(source);
      if (!Files.isRegularFile(file)) {
        throw new RequestException("--model: expected an ONNX file or an embedded network, found no file '" + source + "'"
            + (source.endsWith(".onnx") ? "; check the path" : Nearest.hint(source, EMBEDDED)));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The network on a backend, for this data. */
  Network on(GraphBackend backend, Dataset data) {
    int classes = graph.size(graph.output());
    if (classes < data.classes().size()) {
      throw new RequestException("--model: expected at least " + data.classes().size() + " outputs, one for each class of the data, found "
          + classes + "; choose a network made for these data");
    }
    return Network.of(graph, backend, data.domain());
  }

  @Override
  public long parameters() {
    return graph.parameters().size();
  }

  @Override
  public Running open(GraphBackend backend, Dataset data, List<Transformation> transformations) {
    Network network = on(backend, data);
    return new Running(Transformation.before(network, transformations), network::close);
  }

  static Dataset data(String source) {
    return DataSources.open(source);
  }

  /** @param domain null for what the data say themselves; then the description that comes back is null too */
  static DataDescription.Described data(String source, DataDescription domain) {
    try {
      return domain == null ? new DataDescription.Described(data(source), null, List.of()) : domain.open(source);
    } catch (DataException e) {
      throw new RequestException(e.problems());
    }
  }

  /** As {@link #data(String, DataDescription)}; what has to be known of the data is said. */
  static DataDescription.Described told(String source, DataDescription domain) {
    DataDescription.Described described = data(source, domain);
    described.notes().forEach(note -> System.err.println("danskin: " + note));
    return described;
  }
}
