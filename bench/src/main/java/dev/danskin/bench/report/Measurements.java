package dev.danskin.bench.report;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record of measurements: {@code measurements.json}.
 *
 * @param rows in the order in which they were measured
 */
public record Measurements(Setting setting, List<Measurement> rows) {
  private static final String KIND = "kernel measurements";

  /**
   * Reads a record.
   *
   * @throws RequestException if it is not one
   * @throws IOException if it cannot be read
   */
  public static Measurements read(Path file) throws IOException {
    String name = file.toString();
    JsonNode tree = Trees.parse(Files.readString(file), name);
    if (!KIND.equals(tree.path("kind").asString(""))) {
      throw new RequestException(name + ": expected the measurements.json of danskin bench kernels, found something else; check the path");
    }
    List<Measurement> rows = new ArrayList<>();
    for (JsonNode row : new Fields(tree, name).list("rows")) {
      rows.add(Measurement.of(row, name + ", row " + (rows.size() + 1)));
    }
    return new Measurements(Setting.of(new Fields(tree, name).mapping("setting"), name + ", setting"), rows);
  }

  /** As JSON, which {@link #read} reads. */
  public String json() {
    ObjectNode tree = Trees.object();
    tree.put("kind", KIND).set("setting", setting.tree());
    ArrayNode list = tree.putArray("rows");
    rows.forEach(r -> list.add(r.tree()));
    return Trees.json(tree);
  }

  /**
   * Writes {@code measurements.json} and the report into a folder that is there.
   *
   * @throws IOException if writing fails; a file is then as it was
   */
  public void write(Path folder) throws IOException {
    AtomicFiles.write(folder.resolve("measurements.json"), json());
    report(folder);
  }

  /**
   * Writes {@code kernels.md} and {@code kernels.svg} into a folder that is there.
   *
   * @throws IOException if writing fails; a file is then as it was
   */
  public void report(Path folder) throws IOException {
    AtomicFiles.write(folder.resolve("kernels.md"), new Markdown(this).text());
    AtomicFiles.write(folder.resolve("kernels.svg"), new Bars(rows).svg());
  }

  /** Whether the record is of the kernels whose sources hash to {@code kernels}. */
  public boolean holds(String kernels) {
    return setting.kernels().equals(kernels);
  }

  /** Whether the record holds, in one sentence. */
  public String standing(String kernels) {
    String then = "measured on " + setting.date() + " of kernels " + brief(setting.kernels());
    return holds(kernels) ? "current: " + then + ", which are those of now"
        : "stale: " + then + ", those of now are " + brief(kernels) + "; measure again with danskin bench kernels";
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
