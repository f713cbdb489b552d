package dev.danskin.bench.suite;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Our values of {@link Bbob} beside those of another implementation: a file with the columns function, instance, dimension, kind, f_opt, f
 * and x. Compared are f and f_opt, and in rows of the kind {@code near}, close to the optimum, f − f_opt.
 */
public final class BbobReference {
  /** The relative error that a row may have: f19 takes cosines of numbers near 10⁶. */
  public static final double TOLERANCE = 1e-9;

  private static final List<String> HEADER = List.of("function", "instance", "dimension", "kind", "f_opt", "f", "x");

  private BbobFunction last;

  private BbobReference() {}

  /**
   * Evaluates every row of a file.
   *
   * @throws RequestException naming file and line if it is no such file
   */
  public static Check of(Path file) throws IOException {
    BbobReference reference = new BbobReference();
    return new Check("bbob", TOLERANCE, ReferenceRows.read(file, HEADER, reference::row));
  }

  private Check.Row row(int line, ReferenceRows.Fields row) {
    double[] x = row.point(6, row.integer(2));
    BbobFunction f = function(row.integer(0), row.integer(1), x.length);
    double value = f.value(x);
    double least = row.number(4);
    double expected = row.number(5);
    double error = Math.max(Check.error(value, expected), Check.error(f.least(), least));
    boolean near = row.text(3).equals("near");
    return new Check.Row(line, f + ", " + row.text(3), near ? Math.max(error, gap(value - f.least(), expected, least)) : error);
  }

  /** The error of f − f_opt beyond what rounding leaves of the difference of two numbers. */
  private static double gap(double ours, double expected, double least) {
    double gap = expected - least;
    double difference = Math.max(0, Math.abs(ours - gap) - 4 * Math.ulp(expected));
    return difference == 0 ? 0 : Check.error(gap + difference, gap);
  }

  /** A file has its rows of one function together. */
  private BbobFunction function(int function, int instance, int dimension) {
    if (last == null || last.function() != function || last.instance() != instance || last.dimension() != dimension) {
      last = Bbob.problem(function, instance, dimension);
    }
    return last;
  }
}
