package dev.danskin.bench.report;

import dev.danskin.bench.kernels.RunsOn;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;

/** What JMH measured, in the words of the record. */
record Samples(BenchmarkResult result) {
  private static final Set<String> NAMED = Set.of("shape", "backend", "layout");

  /** Times are µs: the campaign asks for that unit. */
  Measurement measurement() {
    BenchmarkParams p = result.getParams();
    double[] times = result.getIterationResults().stream().mapToDouble(i -> i.getPrimaryResult().getScore()).toArray();
    return Measurement.of(measure(p), shape(p), backend(p), parameter(p, "layout"), p.getThreads(), feature(p), times);
  }

  private static String measure(BenchmarkParams p) {
    return p.getBenchmark().substring(p.getBenchmark().lastIndexOf('.') + 1);
  }

  /** With the parameters that have no column of their own. */
  private static String shape(BenchmarkParams p) {
    StringBuilder shape = new StringBuilder(parameter(p, "shape"));
    p.getParamsKeys().stream().filter(k -> !NAMED.contains(k)).forEach(k -> shape.append(shape.isEmpty() ? "" : " ").append(k).append('=')
        .append(p.getParam(k)));
    return shape.isEmpty() ? "–" : shape.toString();
  }

  private static String backend(BenchmarkParams p) {
    String named = parameter(p, "backend");
    if (!named.isEmpty()) {
      return named;
    }
    String owner = p.getBenchmark().substring(0, p.getBenchmark().lastIndexOf('.'));
    try {
      RunsOn only = Class.forName(owner, false, Samples.class.getClassLoader()).getAnnotation(RunsOn.class);
      return only != null ? only.value() : owner.startsWith("dev.danskin.bench.peers.") ? Measurement.LIBTORCH : "jvm";
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("expected the class of the benchmark " + p.getBenchmark() + ", found none", e);
    }
  }

  private static String parameter(BenchmarkParams p, String name) {
    return p.getParamsKeys().contains(name) ? p.getParam(name) : "";
  }

  static int feature(BenchmarkParams p) {
    return Runtime.Version.parse(p.getJdkVersion()).feature();
  }

  /** What a person calls this benchmark. */
  static String name(BenchmarkParams p) {
    String layout = parameter(p, "layout");
    return p.getBenchmark().replaceFirst("^dev\\.danskin\\.bench\\.", "") + " " + shape(p) + ", " + backend(p)
        + (layout.isEmpty() ? "" : " " + layout) + ", " + p.getThreads() + (p.getThreads() == 1 ? " thread" : " threads")
        + ", JDK " + feature(p);
  }
}
