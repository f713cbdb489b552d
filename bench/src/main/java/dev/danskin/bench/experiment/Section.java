package dev.danskin.bench.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions that are looked at together.
 *
 * @param id short, for random numbers and files: {@code d5}
 * @param title for people: {@code Dimension 5}
 * @param groups smaller ones of kindred functions; may be empty
 */
public record Section(String id, String title, List<Cell> cells, List<Section> groups) {
  private static final List<String> NAMES = List.of("Separable", "Moderate conditioning", "Ill-conditioned", "Multimodal", "Weak structure");
  private static final int[] LAST = {5, 9, 14, 19, 24};

  /** Of bbob one for each dimension, with the groups of its functions; of other suites one of all. */
  public static List<Section> of(Runs runs) {
    List<Cell> cells = runs.cells();
    if (!runs.experiment().suite().equals("bbob")) {
      return List.of(new Section("all", "All of the suite", cells, List.of()));
    }
    List<Section> sections = new ArrayList<>();
    for (int d : cells.stream().mapToInt(Cell::dimension).distinct().sorted().toArray()) {
      List<Cell> of = cells.stream().filter(c -> c.dimension() == d).toList();
      sections.add(new Section("d" + d, "Dimension " + d, of, groups("d" + d, of)));
    }
    return sections;
  }

  private static List<Section> groups(String id, List<Cell> cells) {
    List<Section> groups = new ArrayList<>();
    for (int g = 0; g < LAST.length; g++) {
      int from = g == 0 ? 1 : LAST[g - 1] + 1;
      int to = LAST[g];
      List<Cell> of = cells.stream().filter(c -> c.function() >= from && c.function() <= to).toList();
      if (!of.isEmpty()) {
        groups.add(new Section(id + ".g" + (g + 1), NAMES.get(g) + ", f" + from + "–f" + to, of, List.of()));
      }
    }
    return groups;
  }
}
