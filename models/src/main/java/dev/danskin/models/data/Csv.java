package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A table: one example per line, numbers, and in the last column the class, by any name. A first line without numbers is
 * a header. A feature's bounds are the least and largest value found; numbers are rounded to float32.
 */
final class Csv {
  private Csv() {}

  static Dataset open(String source, Path file, String separator) {
    MessageDigest digest = StoredBytes.sha256();
    String text = new String(StoredBytes.read(file, digest), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    List<float[]> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    String split = separator != null ? separator : sniffed(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !(i == 0 && header(lines.get(i), split))) {
        row(file, i + 1, lines.get(i).split(java.util.regex.Pattern.quote(split), -1), rows, names);
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected at least one line of numbers and a class, found none");
    }
    List<String> classes = Codes.ordered(new TreeSet<>(names));
    if (classes.size() < 2 || classes.size() > 1000) {
      throw new IllegalArgumentException(file + ": expected 2 to 1000 classes in the last column, found " + classes.size()
          + "; move the class there");
    }
    int[] y = names.stream().mapToInt(classes::indexOf).toArray();
    return new Table(source, StoredBytes.hex(digest), classes, rows.toArray(float[][]::new), y);
  }

  static String sniffed(List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0);
    return first.contains("\t") ? "\t" : first.contains(";") && !first.contains(",") ? ";" : ",";
  }

  private static boolean header(String line, String split) {
    for (String field : line.split(java.util.regex.Pattern.quote(split), -1)) {
      try {
        Double.parseDouble(field.strip());
        return false;
      } catch (NumberFormatException e) {
        continue;
      }
    }
    return true;
  }

  private static void row(Path file, int line, String[] fields, List<float[]> rows, List<String> names) {
    int columns = rows.isEmpty() ? Math.max(2, fields.length) : rows.get(0).length + 1;
    if (fields.length != columns) {
      throw new IllegalArgumentException(file + ", line " + line + ": expected " + columns + " fields, found " + fields.length);
    }
    float[] x = new float[columns - 1];
    for (int j = 0; j < x.length; j++) {
      x[j] = number(fields[j].strip(), file, line, j + 1);
    }
    rows.add(x);
    names.add(fields[columns - 1].strip());
  }

  private static float number(String field, Path file, int line, int column) {
    try {
      float v = Float.parseFloat(field);
      if (Float.isFinite(v)) {
        return v;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(file + ", line " + line + ", column " + column + ": expected a finite number, found '" + TableReader.shown(field)
        + "'; encode classes as numbers and drop or fill missing values");
  }

  private record Table(String source, String digest, List<String> classes, float[][] rows, int[] labels) implements Dataset {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int[] inputShape() {
      return new int[] {rows[0].length};
    }

    @Override
    public Domain domain() {
      double[] low = new double[rows[0].length];
      double[] high = new double[rows[0].length];
      Arrays.fill(low, Double.POSITIVE_INFINITY);
      Arrays.fill(high, Double.NEGATIVE_INFINITY);
      for (float[] row : rows) {
        for (int j = 0; j < row.length; j++) {
          low[j] = Math.min(low[j], row[j]);
          high[j] = Math.max(high[j], row[j]);
        }
      }
      return Domain.of(inputShape(), low, high);
    }

    @Override
    public Batch batch(long... ids) {
      return Gathered.of(ids, inputShape(), labels, (id, x, from) -> System.arraycopy(rows[id], 0, x, from, rows[id].length));
    }
  }
}
