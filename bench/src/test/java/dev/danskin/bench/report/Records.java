package dev.danskin.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Measurements made by hand. */
final class Records {
  private Records() {}

  static Measurement row(String measure, String shape, String backend, int threads, int jdk, double median) {
    int space = backend.indexOf(' ');
    return new Measurement(measure, shape, space < 0 ? backend : backend.substring(0, space), space < 0 ? "" : backend.substring(space + 1),
        threads, jdk, median, 0.97 * median, 1.04 * median, 11, threads == 1 ? 40 * median : null);
  }

  /** As a run with libtorch on one JDK would look. */
  static List<Measurement> realistic() {
    List<Measurement> rows = new ArrayList<>();
    String[] shapes = {"64x1x28x28", "256x3x32x32", "64x3x224x224"};
    double[] roof = {2.7, 82, 2780};
    for (int i = 0; i < shapes.length; i++) {
      rows.add(row("copy", shapes[i], "roof", 1, 25, 0.7 * roof[i]));
      rows.add(row("threeReadsOneWrite", shapes[i], "roof", 1, 25, roof[i]));
      kernel(rows, "pgdStep", shapes[i], roof[i], 1.15, 9, 4.1, 3.4);
      kernel(rows, "l2Projection", shapes[i], roof[i], 0.8, 5, 2.2, 1.3);
      kernel(rows, "l2BoxProjection", shapes[i], roof[i], 4.4, 21, 0, 0);
      kernel(rows, "relu", shapes[i], roof[i], 0.6, 0.62, 0.9, 0.7);
      kernel(rows, "adam", shapes[i], roof[i], 2.4, 11, 0, 6.3);
      kernel(rows, "gaussian", shapes[i], roof[i], 9, 60, 47, 12);
    }
    for (String shape : List.of("128x784x512", "1024x1024x1024")) {
      double flops = Work.of("gemm", shape).amount();
      rows.add(row("gemm", shape, "jvm", 1, 25, flops / 4e3));
      rows.add(row("gemm", shape, "nd4j", 1, 25, flops / 92e3));
      rows.add(row("gemm", shape, "libtorch", 1, 25, flops / 104e3));
    }
    for (String shape : List.of("64x1x28x28 5x5x32 p2", "64x32x14x14 5x5x64 p2")) {
      rows.add(row("convolution", shape, "nd4j", 1, 25, 3100));
      rows.add(row("convolution", shape, "libtorch nchw", 1, 25, 2900));
      rows.add(row("convolution", shape, "libtorch channels_last", 1, 25, 2650));
    }
    rows.add(row("inputGradient", "madry b100", "nd4j", 1, 25, 61_000));
    rows.add(row("inputGradient", "madry b100", "libtorch nchw", 1, 25, 66_000));
    rows.add(row("inputGradient", "madry b100", "libtorch channels_last", 1, 25, 58_000));
    rows.add(row("attack", "pgd-40 equal", "nd4j", 1, 25, 2.4e7));
    return rows;
  }

  private static void kernel(List<Measurement> rows, String measure, String shape, double roof, double simd, double jvm, double nd4j,
      double libtorch) {
    rows.add(row(measure, shape, "simd", 1, 25, simd * roof));
    rows.add(row(measure, shape, "jvm", 1, 25, jvm * roof));
    if (nd4j > 0) {
      rows.add(row(measure, shape, "nd4j", 1, 25, nd4j * roof));
    }
    if (libtorch > 0) {
      rows.add(row(measure, shape, "libtorch", 1, 25, libtorch * roof));
    }
  }

  static Measurements of(List<Measurement> rows) {
    Setting setting = new Setting("0.1.0", "2026-11-25T04:31:06Z", Optional.of("0".repeat(40)), "a".repeat(64), false, true,
        new Machine("Processor | 2", 2, List.of("L1 data 48K"), "Linux 6 amd64"), new TreeMap<>(Map.of(25, "OpenJDK 25", 17, "OpenJDK 17")),
        List.of("-Xmx1g"), Map.of("OMP_NUM_THREADS", "1"));
    return new Measurements(setting, rows);
  }
}
