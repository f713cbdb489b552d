package dev.danskin.cli;

import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.backends.nd4j.Nd4jBackend;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.RequestException;
import java.util.List;

/** Backends by name. */
final class Backends {
  private static final List<String> KNOWN = List.of("auto", "jvm", "nd4j");

  private Backends() {}

  /** {@code auto} takes nd4j where its native library loads, else jvm. */
  static GraphBackend open(String name) {
    return switch (name == null ? "auto" : name) {
      case "jvm" -> new JvmBackend();
      case "nd4j" -> nd4j();
      case "auto" -> automatic();
      default -> throw new RequestException("--backend: no backend named '" + name + "'" + Nearest.hint(name, KNOWN));
    };
  }

  private static GraphBackend automatic() {
    try {
      return nd4j();
    } catch (RequestException e) {
      return new JvmBackend();
    }
  }

  private static GraphBackend nd4j() {
    try {
      return new Nd4jBackend();
    } catch (LinkageError | RuntimeException e) {
      throw new RequestException("--backend nd4j: its native library does not load here (" + Failures.sentence(String.valueOf(e.getMessage()))
          + "); use --backend jvm, or build with -Pplatform");
    }
  }
}
