package dev.danskin.runtime.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether {@code examples.csv} has a row for each example and attack that was asked for, and the journal's. */
final class RowsCheck {
  private static final String[] NAMES = ExampleRow.HEADER.split(",");
  private final Request request;
  private final List<String> problems;

  RowsCheck(Request request, List<String> problems) {
    this.request = request;
    this.problems = problems;
  }

  /** What a row is called in sentences. */
  static String named(ExampleRow row) {
    return "example " + row.id() + " under " + row.attack() + " at " + row.eps();
  }

  /** @return whether there is one row for each example and attack, and no other */
  boolean complete(String file, List<ExampleRow> rows) {
    int before = problems.size();
    Set<String> wanted = new HashSet<>();
    for (long id : request.shard().ids(request.examples())) {
      request.attacks().forEach(a -> wanted.add("example " + id + " under " + a.name() + " at " + a.eps()));
    }
    Set<String> seen = new HashSet<>();
    for (ExampleRow row : rows) {
      if (!seen.add(named(row))) {
        problems.add(file + ": " + named(row) + " is there twice");
      } else if (!wanted.contains(named(row))) {
        problems.add(file + ": " + named(row) + " was not asked for in config.yaml");
      }
    }
    wanted.stream().filter(w -> !seen.contains(w)).sorted().forEach(w -> problems.add(file + ": " + w + " is missing"));
    return problems.size() == before;
  }

  /** Rows that are complete, set against those of the journal in the order in which they should stand. */
  void against(List<ExampleRow> rows, List<ExampleRow> journal) {
    Map<String, ExampleRow> recorded = new LinkedHashMap<>();
    journal.forEach(r -> recorded.putIfAbsent(named(r), r));
    boolean ordered = true;
    for (int i = 0; i < rows.size(); i++) {
      ExampleRow row = rows.get(i);
      ExampleRow other = recorded.get(named(row));
      if (other != null) {
        fields(i, row, other);
      }
      if (ordered && i < journal.size() && !named(row).equals(named(journal.get(i)))) {
        problems.add("examples.csv, line " + (i + 2) + ": is of " + named(row) + ", but sorted by id, then attack, that of " + named(journal.get(i))
            + " stands here");
        ordered = false;
      }
    }
  }

  private void fields(int i, ExampleRow row, ExampleRow recorded) {
    String[] found = row.csv().split(",", -1);
    String[] expected = recorded.csv().split(",", -1);
    for (int f = 0; f < NAMES.length; f++) {
      if (!found[f].equals(expected[f])) {
        problems.add("examples.csv, line " + (i + 2) + ": " + NAMES[f] + " of " + named(row) + " is " + text(found[f]) + ", but the journal says "
            + text(expected[f]));
      }
    }
  }

  private static String text(String field) {
    return field.isEmpty() ? "empty" : field;
  }

  /** Stored inputs, set against those of the journal. */
  void inputs(List<String> ids, List<float[]> inputs, Folder.Content journal) {
    Map<String, float[]> recorded = new LinkedHashMap<>();
    for (int i = 0; i < journal.rows().size(); i++) {
      ExampleRow r = journal.rows().get(i);
      recorded.put(r.id() + "," + r.attack() + "," + r.eps(), journal.adversarial().get(i));
    }
    for (int i = 0; i < Math.min(ids.size(), inputs.size()); i++) {
      float[] expected = recorded.get(ids.get(i));
      int at = expected == null ? -1 : Arrays.mismatch(expected, inputs.get(i));
      if (at >= 0) {
        String[] f = ids.get(i).split(",", -1);
        problems.add("adversarial.npy: feature " + at + " of example " + f[0] + " under " + f[1] + " at " + f[2] + " is " + feature(inputs.get(i), at)
            + ", but the journal says " + feature(expected, at));
      }
    }
  }

  private static String feature(float[] x, int at) {
    return at < x.length ? Float.toString(x[at]) : "missing";
  }
}
