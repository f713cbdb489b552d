package dev.danskin.models.data;

import dev.danskin.api.Default;
import java.util.HashSet;
import java.util.List;

/**
 * What some columns of a table are. Columns are named as the header or {@link TableDescription#names()} do, or by their position from 1
 * on; {@code 2-10} are the positions from 2 to 10. A name comes before a position.
 */
public sealed interface Column permits Column.Numeric, Column.Categorical, Column.Target, Column.Dropped {
  /** Which columns. */
  List<String> columns();

  /** How numbers become features. */
  enum Scale {
    /** As they are: ε is in their units. */
    NONE,
    /** [lower, upper] becomes [0, 1]: ε is a share of the range. */
    UNIT
  }

  /**
   * Numbers, a feature for each column.
   *
   * @param lower the least valid value, not NaN; −∞ for the least found
   * @param upper the largest, ≥ lower; ∞ for the largest found
   * @param fixed whether an adversary must not change them
   */
  record Numeric(List<String> columns, @Default("-Infinity") double lower, @Default("Infinity") double upper, @Default("none") Scale scale,
      @Default("false") boolean fixed) implements Column {
    public Numeric {
      columns = some(columns);
      if (!(lower <= upper) || lower == Double.POSITIVE_INFINITY || upper == Double.NEGATIVE_INFINITY) {
        throw new IllegalArgumentException("expected bounds lower ≤ upper, found " + lower + " and " + upper);
      }
    }
  }

  /**
   * Categories: of each column a group of features, one for each category in their order, of which one is 1 and the others are 0.
   *
   * @param categories the valid ones, at least two; empty for those found, in order of number or name
   * @param fixed whether an adversary must not change them
   */
  record Categorical(List<String> columns, @Default("[]") List<String> categories, @Default("false") boolean fixed) implements Column {
    public Categorical {
      columns = some(columns);
      categories = distinct(categories, "categories");
    }
  }

  /**
   * What is predicted; one column of a table.
   *
   * @param classes their names in the order of the model's outputs, at least two; empty for those found, in order of number or name
   */
  record Target(List<String> columns, @Default("[]") List<String> classes) implements Column {
    public Target {
      columns = some(columns);
      classes = distinct(classes, "classes");
    }
  }

  /** Columns that a model does not see, such as numbers of customers. */
  record Dropped(List<String> columns) implements Column {
    public Dropped {
      columns = some(columns);
    }
  }

  private static List<String> some(List<String> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("expected at least one column, found none");
    }
    return List.copyOf(columns);
  }

  private static List<String> distinct(List<String> names, String what) {
    if (names.size() == 1 || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("expected at least two " + what + ", each once, or none for those found, found " + names.size()
          + " (" + new HashSet<>(names).size() + " different)");
    }
    return List.copyOf(names);
  }
}
