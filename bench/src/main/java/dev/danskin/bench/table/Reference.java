package dev.danskin.bench.table;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run of an attack by another library: a line of a file with the columns library, attack, norm, eps, images, seed, robust_accuracy,
 * median_distance, forward_per_image, backward_per_image, cpu_seconds and robust_bits_hex, of which any may be empty but the first five.
 *
 * @param name library and attack
 * @param threat our name of the norm
 * @param eps NaN for a search for the smallest perturbation
 * @param images how many of the first
 * @param robust share, NaN if not known; so are {@code median}, {@code forward}, {@code backward} and {@code cpu}
 * @param bits for each image whether it stayed right; empty if not known
 */
public record Reference(String name, String threat, double eps, int images, String seed, double robust, double median, double forward,
    double backward, double cpu, boolean[] bits) {

  /**
   * Reads a file.
   *
   * @throws RequestException naming file and line if a column or number is missing
   */
  public static List<Reference> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RequestException("--reference: expected a file, found no '" + file + "'; check the path");
    }
    List<String> lines = Files.readAllLines(file);
    Map<String, Integer> columns = new HashMap<>();
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0));
    header.forEach(h -> columns.put(h, columns.size()));
    for (String needed : List.of("library", "attack", "norm", "eps", "images")) {
      if (!columns.containsKey(needed)) {
        throw new RequestException(file + ": expected a column '" + needed + "', found " + String.join(", ", header));
      }
    }
    List<Reference> all = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        all.add(of(fields(lines.get(i)), columns));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new RequestException(file + ", line " + (i + 1) + ": expected " + header.size() + " fields and numbers where they belong, found an error ("
            + e.getMessage() + ")");
      }
    }
    return all;
  }

  private static Reference of(List<String> fields, Map<String, Integer> columns) {
    String threat = fields.get(columns.get("norm")).toLowerCase(Locale.ROOT);
    int images = Integer.parseInt(fields.get(columns.get("images")));
    return new Reference(fields.get(columns.get("library")) + " " + fields.get(columns.get("attack")), threat, number(fields, columns, "eps"), images,
        text(fields, columns, "seed"), number(fields, columns, "robust_accuracy"), number(fields, columns, "median_distance"),
        number(fields, columns, "forward_per_image"), number(fields, columns, "backward_per_image"), number(fields, columns, "cpu_seconds"),
        bits(text(fields, columns, "robust_bits_hex"), images));
  }

  private static String text(List<String> fields, Map<String, Integer> columns, String name) {
    return columns.containsKey(name) ? fields.get(columns.get(name)) : "";
  }

  private static double number(List<String> fields, Map<String, Integer> columns, String name) {
    String text = text(fields, columns, name);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** Fields between commas; a quoted one may contain some. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /** The most significant bit is the first image's. */
  private static boolean[] bits(String hex, int images) {
    if (hex.isEmpty()) {
      return new boolean[0];
    }
    BigInteger all = new BigInteger(hex, 16);
    boolean[] bits = new boolean[images];
    for (int i = 0; i < images; i++) {
      bits[i] = all.testBit(4 * hex.length() - 1 - i);
    }
    return bits;
  }

  /** Whether it looks for the smallest perturbation. */
  public boolean nearest() {
    return Double.isNaN(eps);
  }
}
