package dev.danskin.models.data;

import dev.danskin.api.DataDescription;
import dev.danskin.api.DataException;
import dev.danskin.api.Domain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a table as it is described: all problems of the description are told at once, and then those of the rows. */
final class TableReader {
  private static final int SHOWN = 20;
  private static final int LONGEST = 40;
  private static final int MOST_FEATURES = 1 << 16;

  private final TableDescription description;
  private final String source;
  private final Path file;
  private final char separator;
  private final List<String> problems = new ArrayList<>();
  private TableLines lines;
  /** What each column is; null where nothing says it. */
  private Column[] kinds;
  /** Of columns that are categories, or the target. */
  private Codes[] codes;
  private double[] least;
  private double[] largest;
  private int leftOut;
  private int firstLeftOut;

  /** @param separator 0 to tell it from the first line */
  TableReader(TableDescription description, String source, Path file, char separator) {
    this.description = description;
    this.source = source;
    this.file = file;
    this.separator = separator;
  }

  DataDescription.Described read() {
    MessageDigest digest = StoredBytes.sha256();
    lines = TableLines.of(new String(StoredBytes.read(file, digest), StandardCharsets.UTF_8), separator, description);
    assign();
    tell();
    List<double[]> rows = rows();
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(file + ": expected at least one row without missing values, found none");
    }
    tell();
    finish();
    tell();
    List<String> notes = leftOut == 0 ? List.of() : List.of(file + ": " + leftOut + " of " + (leftOut + rows.size())
        + " rows are left out, a value of theirs is missing; the first is line " + firstLeftOut);
    return new DataDescription.Described(table(StoredBytes.hex(digest), rows), resolved(), notes);
  }

  private void tell() {
    if (problems.size() > SHOWN + 1) {
      String more = file + ": and " + (problems.size() - SHOWN) + " more problems";
      throw new DataException(Stream.concat(problems.stream().limit(SHOWN), Stream.of(more)).toList());
    }
    if (!problems.isEmpty()) {
      throw new DataException(problems);
    }
  }

  // ---- columns ----

  private void assign() {
    int n = lines.columns();
    kinds = new Column[n];
    codes = new Codes[n];
    least = new double[n];
    largest = new double[n];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    if (n == 0) {
      problems.add(file + ": expected rows of fields, found " + (lines.rows().isEmpty() ? "none" : "quotes in the first line that are not around whole fields"));
      return;
    }
    Map<String, Integer> byName = byName(n);
    for (Column kind : description.columns()) {
      for (String selector : kind.columns()) {
        assign(kind, selector, byName);
      }
    }
    List<String> open = IntStream.range(0, n).filter(j -> kinds[j] == null).mapToObj(this::column).toList();
    if (!open.isEmpty() && problems.isEmpty()) {
      problems.add(file + ": expected every column described, found nothing of " + listed(open)
          + "; describe them as numeric, categorical or drop");
    }
    long targets = Arrays.stream(kinds).filter(k -> k instanceof Column.Target).count();
    long features = Arrays.stream(kinds).filter(k -> k instanceof Column.Numeric || k instanceof Column.Categorical).count();
    if (targets != 1 && problems.isEmpty()) {
      problems.add(file + ": expected one target column, found " + targets + "; say which column is the class");
    }
    if (features == 0 && problems.isEmpty()) {
      problems.add(file + ": expected at least one numeric or categorical column, found none");
    }
  }

  private Map<String, Integer> byName(int n) {
    List<String> names = lines.names();
    if (!names.isEmpty() && names.size() != n) {
      problems.add(file + ": expected " + n + " names, one for each column, found " + names.size());
    } else if (new HashSet<>(names).size() < names.size()) {
      problems.add(file + ": expected each name of a column once, found one twice; give others with names");
    }
    Map<String, Integer> byName = new HashMap<>();
    for (int j = 0; j < Math.min(n, names.size()); j++) {
      byName.putIfAbsent(names.get(j), j);
    }
    return byName;
  }

  private void assign(Column kind, String selector, Map<String, Integer> byName) {
    Integer named = byName.get(selector);
    int[] range = named != null ? new int[] {named + 1, named + 1} : range(selector);
    if (range == null || range[0] < 1 || range[1] < range[0] || range[1] > kinds.length) {
      problems.add(file + ": no column '" + shown(selector) + "'; expected a position from 1 to " + kinds.length
          + (lines.names().isEmpty() ? "" : " or one of " + listed(lines.names())));
      return;
    }
    for (int j = range[0] - 1; j < range[1]; j++) {
      if (kinds[j] != null) {
        problems.add(file + ": expected one description of " + column(j) + ", found two");
      }
      kinds[j] = kind;
      codes[j] = kind instanceof Column.Categorical c ? new Codes(c.categories()) : kind instanceof Column.Target t ? new Codes(t.classes()) : null;
    }
  }

  /** Positions such as 3 or 2-10; null if the text is something else. */
  private static int[] range(String selector) {
    if (!selector.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
      return null;
    }
    String[] ends = selector.split("-");
    return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
  }

  private String column(int j) {
    return "column " + (j + 1) + (j < lines.names().size() ? " (" + shown(lines.names().get(j)) + ")" : "");
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.stream().limit(SHOWN).map(TableReader::shown).toList()) + (names.size() > SHOWN ? ", …" : "");
  }

  /** A field may hold anything; what is told of it is short and on one line. */
  static String shown(String field) {
    String line = field.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  // ---- rows ----

  private List<double[]> rows() {
    List<double[]> rows = new ArrayList<>();
    for (TableLines.Row row : lines.rows()) {
      if (problems.size() >= SHOWN) {
        problems.add(file + ": stopped after " + SHOWN + " problems, in line " + row.line());
        break;
      }
      if (row.fields() == null) {
        problem(row, "expected quotes around whole fields, closed in the same line, found others");
      } else if (row.fields().length != kinds.length) {
        problem(row, "expected " + kinds.length + " fields, found " + row.fields().length);
      } else if (isComplete(row)) {
        rows.add(values(row));
      }
    }
    return rows;
  }

  private void problem(TableLines.Row row, String what) {
    problems.add(file + ", line " + row.line() + ": " + what);
  }

  private void problem(TableLines.Row row, int j, String what) {
    problems.add(file + ", line " + row.line() + ", " + column(j) + ": " + what);
  }

  private boolean isComplete(TableLines.Row row) {
    for (int j = 0; j < kinds.length; j++) {
      String field = row.fields()[j];
      if (!(kinds[j] instanceof Column.Dropped) && (field.isEmpty() || field.equals(description.missing()))) {
        if (description.incomplete() == TableDescription.Incomplete.REFUSE) {
          problem(row, j, "expected a value, found it missing ('" + shown(field) + "'); fill it in, drop the column, or set incomplete: drop "
              + "to leave out such rows");
        } else {
          firstLeftOut = leftOut++ == 0 ? row.line() : firstLeftOut;
        }
        return false;
      }
    }
    return true;
  }

  private double[] values(TableLines.Row row) {
    double[] values = new double[kinds.length];
    for (int j = 0; j < values.length; j++) {
      if (kinds[j] instanceof Column.Numeric numeric) {
        values[j] = number(row, j, numeric);
      } else if (codes[j] != null) {
        values[j] = code(row, j);
      }
    }
    return values;
  }

  private double number(TableLines.Row row, int j, Column.Numeric kind) {
    String field = row.fields()[j];
    double v = Codes.isNumber(field) ? Double.parseDouble(field) : Double.NaN;
    if (!Float.isFinite((float) v)) {
      problem(row, j, "expected a finite number, found '" + shown(field) + "'; is the column categorical?");
    } else if (v < kind.lower() || v > kind.upper()) {
      problem(row, j, "expected a number in [" + kind.lower() + ", " + kind.upper() + "], found " + shown(field)
          + "; correct the row or the bounds");
    }
    least[j] = Math.min(least[j], v);
    largest[j] = Math.max(largest[j], v);
    return v;
  }

  private double code(TableLines.Row row, int j) {
    int code = codes[j].of(row.fields()[j]);
    if (code < 0) {
      problem(row, j, codes[j].isGiven() ? "expected one of " + listed(codes[j].names()) + ", found '" + shown(row.fields()[j]) + "'"
          : "expected at most " + Codes.MOST + " categories, found more; is the column numeric, or to be dropped?");
    }
    return code;
  }

  /** What can be said when all rows are known. */
  private void finish() {
    long features = 0;
    for (int j = 0; j < kinds.length; j++) {
      int size = codes[j] == null ? 1 : codes[j].names().size();
      if (size < 2 && codes[j] != null) {
        problems.add(file + ", " + column(j) + ": expected at least 2 " + (kinds[j] instanceof Column.Target ? "classes" : "categories")
            + ", found 1; drop the column or give all of them");
      }
      features += kinds[j] instanceof Column.Target || kinds[j] instanceof Column.Dropped ? 0 : size;
    }
    if (features > MOST_FEATURES) {
      problems.add(file + ": expected at most " + MOST_FEATURES + " features, found " + features + "; drop columns of many categories");
    }
  }

  // ---- what is left ----

  private double lower(int j) {
    double given = ((Column.Numeric) kinds[j]).lower();
    return Double.isInfinite(given) ? least[j] : given;
  }

  private double upper(int j) {
    double given = ((Column.Numeric) kinds[j]).upper();
    return Double.isInfinite(given) ? largest[j] : given;
  }

  private boolean isScaled(int j) {
    return kinds[j] instanceof Column.Numeric n && n.scale() == Column.Scale.UNIT;
  }

  /** In the units of the features: rounding is monotone, so what is within bounds stays there. */
  private float feature(int j, double v) {
    double range = isScaled(j) ? upper(j) - lower(j) : 1;
    return (float) (isScaled(j) ? range > 0 ? (v - lower(j)) / range : 0 : v);
  }

  private DescribedTable table(String digest, List<double[]> values) {
    int[] kept = IntStream.range(0, kinds.length).filter(j -> kinds[j] instanceof Column.Numeric || kinds[j] instanceof Column.Categorical).toArray();
    int target = IntStream.range(0, kinds.length).filter(j -> kinds[j] instanceof Column.Target).findFirst().orElseThrow();
    int[] widths = Arrays.stream(kept).map(j -> codes[j] == null ? 1 : codes[j].names().size()).toArray();
    int[][] positions = IntStream.range(0, kinds.length).mapToObj(j -> codes[j] == null ? null : codes[j].positions()).toArray(int[][]::new);
    float[][] rows = new float[values.size()][kept.length];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] row = values.get(i);
      for (int k = 0; k < kept.length; k++) {
        int j = kept[k];
        rows[i][k] = positions[j] == null ? feature(j, row[j]) : positions[j][(int) row[j]];
      }
      labels[i] = positions[target][(int) row[target]];
    }
    return new DescribedTable(source, digest, codes[target].names(), domain(kept, widths), names(kept), rows, widths, labels);
  }

  private List<String> names(int[] kept) {
    List<String> names = new ArrayList<>();
    for (int j : kept) {
      String name = j < lines.names().size() ? lines.names().get(j) : Integer.toString(j + 1);
      names.addAll(codes[j] == null ? List.of(name) : codes[j].names().stream().map(category -> name + "=" + category).toList());
    }
    return List.copyOf(names);
  }

  private Domain domain(int[] kept, int[] widths) {
    int d = Arrays.stream(widths).sum();
    double[] low = new double[d];
    double[] high = new double[d];
    boolean[] mutable = new boolean[d];
    List<int[]> groups = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < kept.length; k++) {
      int j = kept[k];
      boolean number = kinds[j] instanceof Column.Numeric;
      boolean fixed = kinds[j] instanceof Column.Numeric n ? n.fixed() : ((Column.Categorical) kinds[j]).fixed();
      Arrays.fill(low, at, at + widths[k], number ? feature(j, lower(j)) : 0);
      Arrays.fill(high, at, at + widths[k], number ? feature(j, upper(j)) : 1);
      Arrays.fill(mutable, at, at + widths[k], !fixed);
      if (!number) {
        groups.add(IntStream.range(at, at + widths[k]).toArray());
      }
      at += widths[k];
    }
    return Domain.of(new int[] {d}, low, high).masked(mutable).oneHot(groups);
  }

  /** One entry for each column, with what was found. */
  private TableDescription resolved() {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < kinds.length; j++) {
      List<String> self = List.of(j < lines.names().size() ? lines.names().get(j) : Integer.toString(j + 1));
      if (kinds[j] instanceof Column.Numeric n) {
        columns.add(new Column.Numeric(self, lower(j), upper(j), n.scale(), n.fixed()));
      } else if (kinds[j] instanceof Column.Categorical c) {
        columns.add(new Column.Categorical(self, codes[j].names(), c.fixed()));
      } else {
        columns.add(kinds[j] instanceof Column.Target ? new Column.Target(self, codes[j].names()) : new Column.Dropped(self));
      }
    }
    return new TableDescription(columns, description.names(), lines.header() ? TableDescription.Header.PRESENT : TableDescription.Header.ABSENT,
        description.missing(), description.incomplete());
  }
}
