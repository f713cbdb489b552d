package dev.danskin.runtime.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant. */
public final class Nearest {
  /** Nobody mistypes a longer name; a table of distances would only cost memory. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /** {@code "; did you mean 'pgd'? known: …"} or, where nothing is near, {@code "; known: …"}. */
  public static String hint(String found, Collection<String> known) {
    String near = found.length() > LONGEST ? "" : known.stream().min(Comparator.comparingInt(k -> distance(found, k))).orElse("");
    boolean close = !near.isEmpty() && distance(found, near) <= Math.max(1, found.length() / 2);
    return (close ? "; did you mean '" + near + "'?" : ";") + " known: " + String.join(", ", known.stream().sorted().toList());
  }

  /** Edits and swaps of neighbours that turn a into b (Damerau, Levenshtein). */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
