package dev.danskin.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A suite beside a file of reference values.
 *
 * @param suite its name
 * @param tolerance how large a row's error may be
 * @param rows of the file, in order
 */
public record Check(String suite, double tolerance, List<Row> rows) {
  private static final int SHOWN = 20;

  /**
   * One row.
   *
   * @param line in the file, from 1
   * @param what is compared there
   * @param error the largest relative error |ours − expected| / |expected|; infinite if only one of the two is finite
   */
  public record Row(int line, String what, double error) {}

  /** |value − expected| / |expected|, and |value − expected| where 0 is expected; infinite for what is not finite. */
  static double error(double value, double expected) {
    double difference = Math.abs(value - expected);
    return !Double.isFinite(difference) ? Double.POSITIVE_INFINITY : expected == 0 ? difference : difference / Math.abs(expected);
  }

  public Check {
    rows = List.copyOf(rows);
  }

  /** The largest error; 0 where there is no row. */
  public double worst() {
    return rows.stream().mapToDouble(Row::error).max().orElse(0);
  }

  /** How many rows lie beyond the tolerance. */
  public int beyond() {
    return (int) rows.stream().filter(r -> r.error > tolerance).count();
  }

  /** What to print: the rows beyond the tolerance, at most twenty, and the sum of it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    rows.stream().filter(r -> r.error > tolerance).limit(SHOWN)
        .forEach(r -> lines.add(String.format(Locale.ROOT, "line %d: %s: relative error %.1e", r.line, r.what, r.error)));
    if (beyond() > SHOWN) {
      lines.add("and " + (beyond() - SHOWN) + " more");
    }
    lines.add(String.format(Locale.ROOT, "%s: %d rows, %d beyond %.0e, worst relative error %.1e", suite, rows.size(), beyond(), tolerance,
        worst()));
    return lines;
  }
}
