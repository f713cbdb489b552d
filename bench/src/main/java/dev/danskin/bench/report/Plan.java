package dev.danskin.bench.report;

import dev.danskin.runtime.config.RequestException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to measure.
 *
 * @param only names of benchmarks, package, class and method, in which this is found
 * @param peers with libtorch
 * @param quick few and short iterations: a test of the command
 * @param firstCall also what a first call takes, at the first shape of each benchmark
 * @param threads numbers of threads, each ≥ 1, at least one
 * @param jdks of different feature versions, at least one
 */
public record Plan(Pattern only, boolean peers, boolean quick, boolean firstCall, List<Integer> threads, List<Jdk> jdks) {
  /** @throws RequestException if threads or JDKs are not as above */
  public Plan {
    threads = threads.stream().distinct().sorted().toList();
    if (threads.isEmpty() || threads.get(0) < 1) {
      throw new RequestException("--threads: expected numbers of at least 1, such as 1,2, found " + threads);
    }
    if (jdks.stream().map(Jdk::feature).distinct().count() < jdks.size()) {
      throw new RequestException("--jvm: expected JDKs of different versions, found " + jdks.stream().map(Jdk::feature).toList()
          + ", with the one that runs danskin first");
    }
  }
}
