package dev.danskin.cli;

import dev.danskin.api.DataDescription;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A description of the data, from a file. */
final class DomainOption {
  @Option(names = "--domain", paramLabel = "FILE",
      description = "What the columns of a table are: bounds, categories, what is fixed; or the config.yaml of a job that says so. See docs/tabular.md.")
  Path domain;

  /** The description; {@code otherwise} if the option is not given. */
  DataDescription read(Composer composer, DataDescription otherwise) throws IOException {
    if (domain == null) {
      return otherwise;
    }
    if (!Files.isRegularFile(domain)) {
      throw new RequestException("--domain: expected a file, found no '" + domain + "'; check the path");
    }
    JsonNode tree = Trees.read(domain);
    if (tree.has("kind") && !tree.has("domain")) {
      throw new RequestException("--domain: expected a job whose data are described, found no 'domain' in " + domain + "; give the description itself");
    }
    return composer.build(DataDescription.class, tree.has("domain") ? tree.get("domain") : tree, "domain");
  }
}
