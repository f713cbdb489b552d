package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Transformation;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is evaluated, as a command names it: a network, or a plugin's model. */
interface Target {
  /** SHA-256 of what its answers depend on. */
  String digest();

  /** How many parameters it has; 0 where that is not known. */
  long parameters();

  /** The model behind the transformations, ready to answer. Close it. */
  Running open(GraphBackend backend, Dataset data, List<Transformation> transformations);

  /** A model that may hold memory outside the heap. */
  record Running(Decides model, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Finds what {@code source} names.
   *
   * @param source an embedded network, an ONNX file, a registered model's name, or its configuration {name: {key: value}}
   */
  static Target of(Composer composer, String source, String input, Dataset data) {
    return plugged(composer, source) ? PluggedModel.of(composer, source, data) : Targets.open(source, input, data);
  }

  /** Whether a registered model is meant. */
  private static boolean plugged(Composer composer, String source) {
    boolean named = composer.registry().of(Decides.class).containsKey(source) || source.contains(":") && composer.registry().isKind(Decides.class);
    return source.startsWith("{") || named && !Targets.EMBEDDED.contains(source) && !Files.isRegularFile(Path.of(source));
  }

  /** SHA-256 of what {@code source} names, before it is opened. */
  static String digest(Composer composer, String source) {
    return plugged(composer, source) ? Sha256.of(canonical(composer, source)) : Sha256.of(Targets.bytes(source));
  }

  /** The name with every key written, where a registered model is meant; else {@code source}. */
  static String canonical(Composer composer, String source) {
    return plugged(composer, source)
        ? composer.render(Decides.class, composer.build(Decides.class, Trees.parse(PluggedModel.quoted(source), "model"), "model")).toString()
        : source;
  }
}
