package dev.danskin.models.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of the categories of one column: of given ones in their order, or of those found, numbered as they come until they are ordered. */
final class Codes {
  /** More categories are taken for a column that is none: a number, a name, a date. */
  static final int MOST = 1000;

  private final boolean given;
  private final Map<String, Integer> codes = new HashMap<>();

  Codes(List<String> names) {
    given = !names.isEmpty();
    names.forEach(name -> codes.put(name, codes.size()));
  }

  /** A category's number; −1 if it is not one of those given, or one too many. */
  int of(String name) {
    Integer code = codes.get(name);
    if (code != null) {
      return code;
    }
    if (given || codes.size() == MOST) {
      return -1;
    }
    codes.put(name, codes.size());
    return codes.size() - 1;
  }

  boolean isGiven() {
    return given;
  }

  /** The categories in their order: as given, or by number if all are numbers, by name otherwise. */
  List<String> names() {
    if (!given) {
      return ordered(codes.keySet());
    }
    String[] names = new String[codes.size()];
    codes.forEach((name, code) -> names[code] = name);
    return List.of(names);
  }

  /** For each number that {@link #of} gave the position in {@link #names()}. */
  int[] positions() {
    List<String> names = names();
    int[] positions = new int[names.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[codes.get(names.get(i))] = i;
    }
    return positions;
  }

  static List<String> ordered(Collection<String> names) {
    List<String> ordered = new ArrayList<>(names);
    Comparator<String> byName = Comparator.naturalOrder();
    ordered.sort(names.stream().allMatch(Codes::isNumber) ? Comparator.comparingDouble(Double::parseDouble).thenComparing(byName) : byName);
    return ordered;
  }

  static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
