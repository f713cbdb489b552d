package dev.danskin.bench.suite;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of reference values: a header, then rows of as many fields, separated by commas; a field of points has blanks between numbers. */
final class ReferenceRows {
  private static final long LARGEST = 64L << 20;

  private ReferenceRows() {}

  /** Makes a row of a check of one line's fields. */
  @FunctionalInterface
  interface Reader {
    /** @throws IllegalArgumentException in words if a field is not what it should be */
    Check.Row read(int line, Fields fields);
  }

  /**
   * Reads a file row by row.
   *
   * @throws RequestException in one sentence if it is no such file, naming file and line
   */
  static List<Check.Row> read(Path file, List<String> header, Reader reader) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RequestException("expected a file of reference values, found no file '" + file + "'; check the path");
    }
    if (Files.size(file) > LARGEST) {
      throw new RequestException(file + ": expected at most " + LARGEST + " bytes of reference values, found " + Files.size(file)
          + "; check it in parts");
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    if (lines.isEmpty() || !lines.get(0).strip().equals(String.join(",", header))) {
      throw new RequestException(file + ": expected the header " + String.join(",", header) + ", found "
          + (lines.isEmpty() ? "an empty file" : "'" + shortened(lines.get(0)) + "'") + "; is it a file of this suite?");
    }
    List<Check.Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(file, i + 1, lines.get(i), header.size(), reader));
    }
    if (rows.isEmpty()) {
      throw new RequestException(file + ": expected rows of reference values under the header, found none; there is nothing to check");
    }
    return rows;
  }

  private static Check.Row row(Path file, int line, String text, int fields, Reader reader) {
    try {
      String[] parts = text.strip().split(",", -1);
      if (parts.length != fields) {
        throw new IllegalArgumentException("expected " + fields + " fields, found " + parts.length);
      }
      return reader.read(line, new Fields(parts));
    } catch (IllegalArgumentException e) {
      throw new RequestException(file + ", line " + line + ": " + e.getMessage() + "; correct the row");
    }
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  /** The fields of one row. */
  record Fields(String[] parts) {
    String text(int field) {
      return parts[field];
    }

    int integer(int field) {
      try {
        return Integer.parseInt(parts[field]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("expected an integer in field " + (field + 1) + ", found '" + shortened(parts[field]) + "'");
      }
    }

    double number(int field) {
      return number(parts[field]);
    }

    private static double number(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("expected a number, found '" + shortened(text) + "'");
      }
    }

    /** A point of so many coordinates. */
    double[] point(int field, int dimension) {
      String[] numbers = parts[field].split(" ", -1);
      if (numbers.length != dimension) {
        throw new IllegalArgumentException("expected " + dimension + " coordinates, found " + numbers.length);
      }
      double[] x = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        x[i] = number(numbers[i]);
      }
      return x;
    }
  }
}
