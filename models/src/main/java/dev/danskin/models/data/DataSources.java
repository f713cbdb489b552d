package dev.danskin.models.data;

import dev.danskin.api.Dataset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data as a command names them: an embedded set, or {@code KIND:PATH}. */
public final class DataSources {
  private static final String TRAIN = "-train";

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
    kinds.put("cifar10:FOLDER", "the test batch of a folder with CIFAR-10's file names");
    kinds.put("cifar10-train:FOLDER", "the five training batches there");
    kinds.put("csv:FILE", "numbers and, in the last column, the class; separated by comma or semicolon; or what --domain says the columns are");
    kinds.put("tsv:FILE", "the same, separated by tabs");
    kinds.put("png:FOLDER", "PNG files in folders named after their classes");
    for (PublishedData data : PublishedData.all()) {
      kinds.put(data.name(), "fetched with danskin data fetch " + data.name() + ": the test images");
      kinds.put(data.name() + TRAIN, "the training images of it");
    }
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
    if (colon < 0) {
      return named(source);
    }
    String where = source.substring(colon + 1);
    if (where.isEmpty()) {
      throw unknown(source);
    }
    try {
      String kind = source.substring(0, colon);
      return kind.equals("idx") ? idx(source, where) : read(source, kind, Path.of(where));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("data '" + source + "': expected a path, found '" + where + "'", e);
    }
  }

  /** What is embedded, or was fetched. */
  private static Dataset named(String source) {
    if (source.equals("strokes") || source.equals("strokes-train")) {
      return source.equals("strokes") ? Strokes.test() : Strokes.train();
    }
    boolean train = source.endsWith(TRAIN);
    PublishedData data = PublishedData.named(train ? source.substring(0, source.length() - TRAIN.length()) : source)
        .orElseThrow(() -> unknown(source));
    return read(source, data.kind() + (train ? TRAIN : ""), data.fetched(source));
  }

  private static Dataset read(String source, String kind, Path path) {
    return switch (kind) {
      case "mnist" -> Idx.folder(source, path, false);
      case "mnist-train" -> Idx.folder(source, path, true);
      case "cifar10" -> Cifar10.test(source, path);
      case "cifar10-train" -> Cifar10.training(source, path);
      case "csv" -> Csv.open(source, path, null);
      case "tsv" -> Csv.open(source, path, "\t");
      case "png" -> PngFolder.open(source, path);
      default -> throw unknown(source);
    };
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
