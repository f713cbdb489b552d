package dev.danskin.runtime.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of an evaluation beside those of its repetition.
 *
 * @param changed one sentence for each row in which the class of an input or the status is another, by id, then attack
 * @param other one sentence for each other row that differs
 * @param examples how many examples the changed rows are of
 */
public record Repetition(List<String> changed, List<String> other, int examples) {
  private static final String[] NAMES = ExampleRow.HEADER.split(",");
  private static final Set<String> DECIDED = Set.of("label", "prediction", "status");

  /** Compares rows by example, attack and eps. */
  public static Repetition of(List<ExampleRow> recorded, List<ExampleRow> repeated) {
    Map<String, ExampleRow> others = new LinkedHashMap<>();
    repeated.forEach(r -> others.put(RowsCheck.named(r), r));
    List<String> changed = new ArrayList<>();
    List<String> other = new ArrayList<>();
    Set<Long> ids = new LinkedHashSet<>();
    for (ExampleRow row : recorded) {
      ExampleRow again = others.remove(RowsCheck.named(row));
      if (again == null) {
        changed.add(RowsCheck.named(row) + ": is recorded, but the repetition has no such row");
        ids.add(row.id());
      } else {
        fields(row, again, changed, other, ids);
      }
    }
    for (ExampleRow row : others.values()) {
      changed.add(RowsCheck.named(row) + ": is in the repetition, but not recorded");
      ids.add(row.id());
    }
    return new Repetition(changed, other, ids.size());
  }

  private static void fields(ExampleRow row, ExampleRow again, List<String> changed, List<String> other, Set<Long> ids) {
    String[] expected = row.csv().split(",", -1);
    String[] found = again.csv().split(",", -1);
    List<String> differing = new ArrayList<>();
    boolean decided = false;
    for (int f = 0; f < NAMES.length; f++) {
      if (!expected[f].equals(found[f])) {
        differing.add(NAMES[f] + " " + shown(expected[f]) + " recorded, " + shown(found[f]) + " found");
        decided |= DECIDED.contains(NAMES[f]);
      }
    }
    if (!differing.isEmpty()) {
      (decided ? changed : other).add(RowsCheck.named(row) + ": " + String.join("; ", differing));
    }
    if (decided) {
      ids.add(row.id());
    }
  }

  private static String shown(String field) {
    return field.isEmpty() ? "nothing" : field;
  }
}
