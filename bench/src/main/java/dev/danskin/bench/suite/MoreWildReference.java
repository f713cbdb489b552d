package dev.danskin.bench.suite;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Our values of {@link MoreWild} beside those of another implementation: a file with the columns problem (the function's number), name, n, m,
 * scale, point, f, r_first, r_last and x. Compared are f, the first and the last residual, and in rows of the point {@code start} x.
 */
public final class MoreWildReference {
  /** The relative error that a row may have. */
  public static final double TOLERANCE = 1e-12;

  private static final List<String> HEADER = List.of("problem", "name", "n", "m", "scale", "point", "f", "r_first", "r_last", "x");

  private MoreWildReference() {}

  /**
   * Evaluates every row of a file.
   *
   * @throws RequestException naming file and line if it is no such file
   */
  public static Check of(Path file) throws IOException {
    List<MoreWildProblem> problems = MoreWild.problems();
    return new Check("more-wild", TOLERANCE, ReferenceRows.read(file, HEADER, (line, row) -> row(line, row, problems)));
  }

  private static Check.Row row(int line, ReferenceRows.Fields row, List<MoreWildProblem> problems) {
    MoreWildProblem p = problem(row, problems);
    double[] x = row.point(9, p.dimension());
    double[] r = p.residuals(x);
    double f = row.number(6);
    double error = Math.max(Check.error(p.value(x), f), Math.max(error(r[0], row.number(7), f), error(r[r.length - 1], row.number(8), f)));
    if (row.text(5).equals("start")) {
      double[] start = p.start();
      for (int i = 0; i < x.length; i++) {
        error = Math.max(error, Check.error(start[i], x[i]));
      }
    }
    return new Check.Row(line, p + ", " + row.text(5), error);
  }

  /** The error of one residual; of one that should cancel, less than the rounding of the whole ‖r‖ = √f counts as nothing. */
  private static double error(double ours, double expected, double f) {
    return Math.abs(ours - expected) <= Math.ulp(Math.sqrt(f)) ? 0 : Check.error(ours, expected);
  }

  private static MoreWildProblem problem(ReferenceRows.Fields row, List<MoreWildProblem> problems) {
    int function = row.integer(0);
    int n = row.integer(2);
    int m = row.integer(3);
    int scale = row.integer(4);
    return problems.stream()
        .filter(p -> p.function() == function && p.dimension() == n && p.residualCount() == m && p.scale() == scale)
        .findFirst().orElseThrow(() -> new IllegalArgumentException("expected one of the " + problems.size()
            + " problems, found none of problem " + function + ", n " + n + ", m " + m + " and scale " + scale));
  }
}
