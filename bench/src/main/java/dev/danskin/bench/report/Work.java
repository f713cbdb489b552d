package dev.danskin.bench.report;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one call has to do at least, whoever does it. */
public sealed interface Work {
  /**
   * Memory read or written.
   *
   * @param amount bytes
   */
  record Traffic(double amount) implements Work {
    @Override
    public String unit() {
      return "GB/s";
    }
  }

  /**
   * Arithmetic.
   *
   * @param amount additions and multiplications
   */
  record Arithmetic(double amount) implements Work {
    @Override
    public String unit() {
      return "GFLOP/s";
    }
  }

  /** Not known: of networks, of attacks. */
  record Unknown() implements Work {
    @Override
    public double amount() {
      return Double.NaN;
    }

    @Override
    public String unit() {
      return "";
    }
  }

  /** Bytes or operations; NaN if unknown. */
  double amount();

  /** Of the rate: {@code GB/s}, {@code GFLOP/s}, or empty. */
  String unit();

  /** Bytes for each float32 element; of the losses, for each logit. What is read or written twice in a row counts once. */
  Map<String, Integer> BYTES = Map.ofEntries(Map.entry("copy", 8), Map.entry("triad", 12), Map.entry("threeReadsOneWrite", 16),
      Map.entry("pgdStep", 16), Map.entry("l2Step", 16), Map.entry("l2Projection", 8), Map.entry("l2BoxProjection", 12),
      Map.entry("l1BoxProjection", 12), Map.entry("l2Norm", 4), Map.entry("axpy", 12), Map.entry("relu", 8), Map.entry("reluPullback", 12),
      Map.entry("momentum", 16), Map.entry("adam", 24), Map.entry("uniform", 4), Map.entry("gaussian", 4),
      Map.entry("softmaxCrossEntropy", 8), Map.entry("margin", 8), Map.entry("logitsRatio", 8));

  /** Input, kernel rows × columns × outputs, padding, stride: {@code 64x1x28x28 5x5x32 p2 s1}. */
  Pattern CONVOLUTION = Pattern.compile("(\\d+)x(\\d+)x(\\d+)x(\\d+) (\\d+)x(\\d+)x(\\d+)(?: p(\\d+))?(?: s(\\d+))?(?: .*)?");

  /** The extents of the first word of a shape: {@code 64x1x28x28}. */
  Pattern EXTENTS = Pattern.compile("\\d{1,9}(x\\d{1,9})*");

  /** Of a measure at a shape. */
  static Work of(String measure, String shape) {
    if (measure.startsWith("convolution")) {
      Matcher m = CONVOLUTION.matcher(shape);
      return m.matches() ? convolution(m) : new Unknown();
    }
    String first = operands(shape);
    if (!EXTENTS.matcher(first).matches()) {
      return new Unknown();
    }
    double elements = Arrays.stream(first.split("x")).mapToDouble(Double::parseDouble).reduce(1, (a, b) -> a * b);
    if (measure.equals("gemm")) {
      return first.split("x").length == 3 ? new Arithmetic(2 * elements) : new Unknown();
    }
    return BYTES.containsKey(measure) ? new Traffic(BYTES.get(measure) * elements) : new Unknown();
  }

  /** The shape of the operands alone, its first word. */
  static String operands(String shape) {
    return shape.split(" ", 2)[0];
  }

  private static Work convolution(Matcher m) {
    double[] e = Stream.iterate(1, i -> i + 1).limit(9).mapToDouble(i -> m.group(i) == null ? i == 9 ? 1 : 0 : Double.parseDouble(m.group(i)))
        .toArray();
    double rows = Math.floor((e[2] + 2 * e[7] - e[4]) / e[8]) + 1;
    double columns = Math.floor((e[3] + 2 * e[7] - e[5]) / e[8]) + 1;
    return new Arithmetic(2 * e[0] * e[6] * rows * columns * e[4] * e[5] * e[1]);
  }
}
