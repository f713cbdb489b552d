package dev.danskin.bench.experiment;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expected running times of another solver, measured elsewhere.
 *
 * @param source where they are from
 * @param times by function, dimension and target
 */
public record ReferenceTimes(String source, Map<Key, ExpectedRunningTime> times) {
  private static final List<String> COLUMNS = List.of("function", "dimension", "target", "ert", "successes", "trials");

  /** What a running time is of. */
  public record Key(int function, int dimension, double target) {}

  /**
   * How a solver's times compare with the reference's at one target, over functions where the reference had at least 8 successes of 15.
   *
   * @param ratio geometric mean of ERT over the reference's, over the functions that the solver solved; NaN if there is none
   * @param solved how many of them it solved
   * @param of how many there are
   */
  public record Ratio(double ratio, int solved, int of) {}

  /**
   * Reads a CSV file with the columns function, dimension, target, ert ({@code inf} where no trial hit), successes and trials, in any order.
   *
   * @throws RequestException naming file and line if a column or number is missing
   */
  public static ReferenceTimes read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RequestException("--reference: expected a file, found no '" + file + "'; check the path");
    }
    List<String> lines = Trees.text(file).lines().toList();
    List<String> header = lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split(","));
    if (!header.containsAll(COLUMNS)) {
      throw new RequestException(file + ": expected the columns " + String.join(", ", COLUMNS) + ", found " + String.join(", ", header));
    }
    Map<Key, ExpectedRunningTime> times = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        String[] fields = lines.get(i).split(",", -1);
        String[] f = COLUMNS.stream().map(c -> fields[header.indexOf(c)].strip()).toArray(String[]::new);
        times.put(new Key(Integer.parseInt(f[0]), Integer.parseInt(f[1]), Double.parseDouble(f[2])), time(f[3], Integer.parseInt(f[4]), Integer.parseInt(f[5])));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new RequestException(file + ", line " + (i + 1) + ": expected numbers of a running time in the columns " + String.join(", ", COLUMNS) + ", found '" + lines.get(i) + "'");
      }
    }
    return new ReferenceTimes(file.getFileName().toString(), times);
  }

  private static ExpectedRunningTime time(String ert, int successes, int trials) {
    double evaluations = ert.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(ert);
    if (!(evaluations > 0) || successes < 0 || trials < successes || trials < 1 || successes > 0 == Double.isInfinite(evaluations)) {
      throw new IllegalArgumentException("no running time");
    }
    return new ExpectedRunningTime(evaluations, successes, trials);
  }

  /** Whether the reference is to be trusted on a function: at least 8 of 15 trials hit the last target. */
  private static boolean counts(ExpectedRunningTime last) {
    return last != null && 15L * last.successes() >= 8L * last.trials();
  }

  /** The comparison of one solver at target k, which is also the one at which the reference has to have succeeded. */
  public Ratio of(Runs runs, int solver, List<Cell> cells, int k) {
    double target = runs.experiment().targets().values().get(k);
    List<Double> logs = new ArrayList<>();
    int of = 0;
    for (Cell c : cells) {
      ExpectedRunningTime theirs = times.get(new Key(c.function(), c.dimension(), target));
      if (counts(theirs)) {
        of++;
        double ours = ExpectedRunningTime.of(runs.of(solver, c), k).evaluations();
        if (ours < Double.POSITIVE_INFINITY) {
          logs.add(StrictMath.log(ours / theirs.evaluations()));
        }
      }
    }
    double mean = logs.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    return new Ratio(StrictMath.exp(mean), logs.size(), of);
  }
}
