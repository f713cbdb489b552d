package dev.danskin.bench.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The order of tables and charts: roofs, kernels, products, losses, then whatever else was measured. */
final class Order {
  private static final List<String> MEASURES = List.of("copy", "triad", "threeReadsOneWrite", "pgdStep", "l2Step", "l2Projection",
      "l2BoxProjection", "l1BoxProjection", "l2Norm", "axpy", "relu", "reluPullback", "momentum", "adam", "uniform", "gaussian",
      "softmaxCrossEntropy", "margin", "logitsRatio", "gemm", "convolution", "convolutionPullback", "forward", "inputGradient", "trainingStep",
      "attack");
  private static final List<String> BACKENDS = List.of("roof", "simd", "jvm", "nd4j");

  private Order() {}

  /** Rows by measure; within one by shape as they came, threads, JDK, backend. */
  static Map<String, List<Measurement>> byMeasure(List<Measurement> rows) {
    List<String> shapes = rows.stream().map(Measurement::shape).distinct().toList();
    return rows.stream().sorted(Comparator.<Measurement>comparingInt(r -> place(MEASURES, r.measure()))
            .thenComparing(Measurement::measure).thenComparingInt(r -> shapes.indexOf(r.shape())).thenComparingInt(Measurement::threads)
            .thenComparingInt(Measurement::jdk).thenComparing(Measurement::by, Order::backends))
        .collect(Collectors.groupingBy(Measurement::measure, LinkedHashMap::new, Collectors.toList()));
  }

  /** Ours first, libtorch last. */
  static int backends(String a, String b) {
    return Comparator.<String>comparingInt(n -> n.startsWith(Measurement.LIBTORCH) ? Integer.MAX_VALUE : place(BACKENDS, n))
        .thenComparing(Comparator.naturalOrder()).compare(a, b);
  }

  private static int place(List<String> known, String name) {
    int i = known.indexOf(name);
    return i < 0 ? known.size() : i;
  }
}
