package dev.danskin.models.data;

import dev.danskin.api.DataDescription;
import dev.danskin.api.Default;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the columns of a table are ({@code csv:FILE} or {@code tsv:FILE}, quotes as in RFC 4180, a row on each line): numbers with bounds, categories,
 * the class, and what a model does not see. Features are in the order of the columns. Every column has to be described once, one of them
 * as the target. An example's id is its position among the rows that are kept.
 *
 * @param columns what they are
 * @param names of all columns, in order; empty for those of the header, or none
 * @param header whether the first line holds names; AUTO: it does if none of its fields is a number
 * @param missing how a value that is missing is written, beside the empty field
 * @param incomplete what becomes of a row with a missing value; one in a dropped column does not count
 */
public record TableDescription(List<Column> columns, @Default("[]") List<String> names, @Default("auto") Header header,
    @Default("?") String missing, @Default("refuse") Incomplete incomplete) implements DataDescription {
  /** What the first line is. */
  public enum Header {
    /** Names if none of its fields is a number. */
    AUTO,
    /** Names. */
    PRESENT,
    /** A row. */
    ABSENT
  }

  /** What becomes of a row with a missing value. */
  public enum Incomplete {
    /** The table is refused. */
    REFUSE,
    /** The row is left out, and a note says how many were. */
    DROP
  }

  public TableDescription {
    columns = List.copyOf(columns);
    names = List.copyOf(names);
  }

  /** Such columns, everything else by default. */
  public static TableDescription of(Column... columns) {
    return new TableDescription(List.of(columns), List.of(), Header.AUTO, "?", Incomplete.REFUSE);
  }

  @Override
  public Described open(String source) {
    int colon = source.indexOf(':');
    String kind = colon < 0 ? source : source.substring(0, colon);
    if (!kind.equals("csv") && !kind.equals("tsv") || colon == source.length() - 1) {
      throw new IllegalArgumentException("data '" + source + "': expected csv:FILE or tsv:FILE, which a description of columns is for; choose such "
          + "data or leave out the domain");
    }
    try {
      return new TableReader(this, source, Path.of(source.substring(colon + 1)), kind.equals("tsv") ? '\t' : 0).read();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("data '" + source + "': expected a path, found '" + source.substring(colon + 1) + "'", e);
    }
  }
}
