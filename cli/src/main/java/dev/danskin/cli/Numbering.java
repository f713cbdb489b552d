package dev.danskin.cli;

import dev.danskin.runtime.config.RequestException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers as people list them: {@code 1,2,10-14}. */
final class Numbering {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
  private static final int MOST = 100_000;

  private Numbering() {}

  /**
   * The numbers, each once, ascending.
   *
   * @param option for the message
   * @param parts numbers and ranges
   */
  static int[] of(String option, List<String> parts) {
    TreeSet<Integer> all = new TreeSet<>();
    for (String part : parts) {
      Matcher m = RANGE.matcher(part.strip());
      int low = m.matches() ? Integer.parseInt(m.group(1)) : 0;
      int high = m.matches() && m.group(2) != null ? Integer.parseInt(m.group(2)) : low;
      if (low < 1 || high < low || high - low >= MOST) {
        throw new RequestException(option + ": expected numbers from 1 and ranges such as 1,2,10-14, found '" + part + "'");
      }
      for (int n = low; n <= high; n++) {
        all.add(n);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }
}
