package dev.danskin.models.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a table, cut into fields.
 *
 * @param names of the columns; empty if there are none
 * @param rows without the header and blank lines
 * @param columns how many fields the first line has
 * @param header whether the first line held names
 */
record TableLines(List<String> names, List<Row> rows, int columns, boolean header) {
  /**
   * One line.
   *
   * @param line its number from 1 on
   * @param fields stripped, without their quotes; null where quotes are not around a whole field
   */
  record Row(int line, String[] fields) {}

  /** @param separator 0 to tell it from the first line */
  static TableLines of(String text, char separator, TableDescription description) {
    List<String> lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    char split = separator != 0 ? separator : Csv.sniffed(lines).charAt(0);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(new Row(i + 1, fields(lines.get(i), split)));
      }
    }
    if (rows.isEmpty() || rows.get(0).fields == null) {
      return new TableLines(description.names(), rows, 0, false);
    }
    String[] first = rows.get(0).fields;
    boolean header = switch (description.header()) {
      case PRESENT -> true;
      case ABSENT -> false;
      case AUTO -> List.of(first).stream().noneMatch(Codes::isNumber);
    };
    List<String> names = !description.names().isEmpty() || !header ? description.names() : List.of(first);
    return new TableLines(names, header ? rows.subList(1, rows.size()) : rows, first.length, header);
  }

  /** Fields in quotes may hold the separator, and quotes twice (RFC 4180). */
  private static String[] fields(String line, char split) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      int start = at;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      boolean quoted = start < line.length() && line.charAt(start) == '"';
      int end = quoted ? closed(line, start + 1) : start;
      if (end < 0) {
        return null;
      }
      int next = line.indexOf(split, end);
      next = next < 0 ? line.length() : next;
      if (quoted && !line.substring(end + 1, next).isBlank()) {
        return null;
      }
      fields.add(quoted ? line.substring(start + 1, end).replace("\"\"", "\"") : line.substring(at, next).strip());
      at = next + 1;
    }
    return fields.toArray(String[]::new);
  }

  /** The place of the quote that closes a field; −1 if there is none. */
  private static int closed(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '"') {
        if (i + 1 == line.length() || line.charAt(i + 1) != '"') {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
