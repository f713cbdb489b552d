package dev.danskin.bench.report;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one benchmark took at one shape, by one backend.
 *
 * @param measure what is done, the benchmark's method: {@code pgdStep}
 * @param shape of the operands: {@code 64x1x28x28}
 * @param backend by whom: {@code simd}; {@code roof} is memory itself
 * @param layout of libtorch's operands, {@code nchw} or {@code channels_last}; empty elsewhere
 * @param threads ≥ 1, each on data of its own
 * @param jdk feature version
 * @param median of the iterations, µs per call of one thread, > 0
 * @param low their lower quartile, µs
 * @param high their upper quartile, µs
 * @param samples number of iterations
 * @param firstCall what the first call in a fresh process took, µs; null where it was not measured
 */
public record Measurement(String measure, String shape, String backend, String layout, int threads, int jdk, double median, double low,
    double high, int samples, Double firstCall) {
  /** The backend name of libtorch. */
  static final String LIBTORCH = "libtorch";
  /** The backend name of plain loops that show what memory gives. */
  static final String ROOF = "roof";

  /** @throws RequestException if the times are not times or the counts not counts */
  public Measurement {
    if (!(low > 0 && low <= median && median <= high && high < Double.POSITIVE_INFINITY)) {
      throw new RequestException(measure + " " + shape + ": expected times above 0 in order, found " + low + ", " + median + ", " + high);
    }
    if (threads < 1 || samples < 1 || jdk < 1) {
      throw new RequestException(measure + " " + shape + ": expected threads, samples and jdk of at least 1, found " + threads + ", " + samples
          + ", " + jdk);
    }
  }

  /** Median and quartiles of the times of iterations, µs per call. */
  static Measurement of(String measure, String shape, String backend, String layout, int threads, int jdk, double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return new Measurement(measure, shape, backend, layout, threads, jdk, quantile(sorted, 0.5), quantile(sorted, 0.25),
        quantile(sorted, 0.75), times.length, null);
  }

  /** Between the two nearest order statistics, in proportion (Hyndman, Fan 1996, definition 7). */
  static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** With what its first call took, µs. */
  Measurement withFirstCall(Double micros) {
    return new Measurement(measure, shape, backend, layout, threads, jdk, median, low, high, samples, micros);
  }

  /** The backend with its layout, as tables name it. */
  String by() {
    return layout.isEmpty() ? backend : backend + " " + layout;
  }

  ObjectNode tree() {
    ObjectNode tree = Trees.object();
    tree.put("measure", measure).put("shape", shape).put("backend", backend);
    if (!layout.isEmpty()) {
      tree.put("layout", layout);
    }
    tree.put("threads", threads).put("jdk", jdk).put("median", median).put("low", low).put("high", high).put("samples", samples);
    if (firstCall != null) {
      tree.put("firstCall", firstCall);
    }
    return tree;
  }

  static Measurement of(JsonNode tree, String where) {
    Fields f = new Fields(tree, where);
    return new Measurement(f.text("measure"), f.text("shape"), f.text("backend"), tree.has("layout") ? f.text("layout") : "",
        f.whole("threads"), f.whole("jdk"), f.number("median"), f.number("low"), f.number("high"), f.whole("samples"),
        tree.has("firstCall") ? f.number("firstCall") : null);
  }
}
