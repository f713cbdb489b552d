package dev.danskin.models.data;

import dev.danskin.api.Dataset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data as a command names them: an embedded set, or {@code KIND:PATH}. */
public final class DataSources {
  private DataSources() {}

  /** What can be opened, by the form of its name, with a line for each. */
  public static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("strokes", "embedded: 10,000 drawn digits, 28×28 grey, ten classes");
    kinds.put("strokes-train", "embedded: 60,000 others of them, to train on");
    kinds.put("mnist:FOLDER", "the test images of a folder with MNIST's file names (Fashion-MNIST has the same)");
    kinds.put("mnist-train:FOLDER", "the training images there");
    kinds.put("idx:IMAGES,LABELS", "two IDX files, gzipped or not");
    kinds.put("cifar10:FILE", "a CIFAR-10 batch in binary form, gzipped or not");
    kinds.put("csv:FILE", "numbers and, in the last column, the class; separated by comma or semicolon");
    kinds.put("tsv:FILE", "the same, separated by tabs");
    kinds.put("png:FOLDER", "PNG files in folders named after their classes");
    return Collections.unmodifiableMap(kinds);
  }

  /**
   * Opens data.
   *
   * @param source a key of {@link #kinds()} with the capitals replaced by paths
   * @throws IllegalArgumentException naming what is known if the kind is not, or what is wrong with the files
   * @throws java.io.UncheckedIOException if reading fails
   */
  public static Dataset open(String source) {
    int colon = source.indexOf(':');
    String kind = colon < 0 ? source : source.substring(0, colon);
    String where = colon < 0 ? "" : source.substring(colon + 1);
    boolean embedded = kind.equals("strokes") || kind.equals("strokes-train");
    if (embedded == (colon >= 0) || !embedded && where.isEmpty()) {
      throw unknown(source);
    }
    try {
      return switch (kind) {
        case "strokes" -> Strokes.test();
        case "strokes-train" -> Strokes.train();
        case "mnist", "mnist-train" -> Idx.folder(source, Path.of(where), kind.equals("mnist-train"));
        case "idx" -> idx(source, where);
        case "cifar10" -> Cifar10.open(source, Path.of(where));
        case "csv" -> Csv.open(source, Path.of(where), null);
        case "tsv" -> Csv.open(source, Path.of(where), "\t");
        case "png" -> PngFolder.open(source, Path.of(where));
        default -> throw unknown(source);
      };
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("data '" + source + "': expected a path, found '" + where + "'", e);
    }
  }

  private static Dataset idx(String source, String where) {
    String[] files = where.split(",", -1);
    if (files.length != 2) {
      throw new IllegalArgumentException("data '" + source + "': expected idx:IMAGES,LABELS, found " + files.length + " files");
    }
    return Idx.open(source, Path.of(files[0]), Path.of(files[1]));
  }

  private static IllegalArgumentException unknown(String source) {
    return new IllegalArgumentException("data '" + source + "': expected one of " + String.join(", ", kinds().keySet())
        + "; see danskin data list");
  }
}
