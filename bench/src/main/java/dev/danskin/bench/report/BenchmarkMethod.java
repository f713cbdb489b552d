package dev.danskin.bench.report;

import dev.danskin.bench.kernels.OneThread;
import dev.danskin.bench.kernels.RunsOn;
import dev.danskin.runtime.config.RequestException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark on the class path.
 *
 * @param name of package, class and method
 * @param parameters the values that each of its parameters takes
 */
record BenchmarkMethod(String name, Map<String, List<String>> parameters) {
  private static final String OURS = "^dev\\.danskin\\.bench\\.(kernels|networks|attacks)\\.";
  private static final String PEERS = "^dev\\.danskin\\.bench\\.peers\\.";

  /** Those of a plan, by the packages they are in. */
  static List<BenchmarkMethod> of(Plan plan) {
    List<BenchmarkMethod> peers = plan.peers() ? in(PEERS) : List.of();
    if (plan.peers() && (peers.isEmpty() || BenchmarkMethod.class.getResource("/ai/djl/engine/Engine.class") == null)) {
      throw new RequestException("--peers: expected libtorch on the class path, found none; start ./danskin bench kernels --peers, or "
          + "build with mvn -Ppeers (120 MB more)");
    }
    List<BenchmarkMethod> all = new ArrayList<>(in(OURS));
    all.addAll(peers);
    all.removeIf(m -> !plan.only().matcher(m.name).find());
    if (all.isEmpty()) {
      throw new RequestException("--only: expected a part of a name such as dev.danskin.bench.kernels.Roofline.copy, found no benchmark for '"
          + plan.only() + "'");
    }
    return all;
  }

  private static List<BenchmarkMethod> in(String packages) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    SortedSet<BenchmarkListEntry> found = BenchmarkList.defaultList()
        .find(OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT), List.of(packages), List.of());
    return found.stream().map(e -> new BenchmarkMethod(e.getUsername(), parameters(e))).distinct().toList();
  }

  private static Map<String, List<String>> parameters(BenchmarkListEntry entry) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (entry.getParams().hasValue()) {
      entry.getParams().get().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
    }
    return parameters;
  }

  private Class<?> declaring() {
    try {
      return Class.forName(name.substring(0, name.lastIndexOf('.')), false, BenchmarkMethod.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("expected the class of benchmark " + name + " on the class path; build bench again", e);
    }
  }

  /** Whether it is measured by one caller only. */
  boolean oneThread() {
    return declaring().isAnnotationPresent(OneThread.class);
  }

  /** Whether it is Java that is measured, so that another JDK gives another figure: not a native library alone, nor whole attacks. */
  boolean dependsOnJdk() {
    RunsOn on = declaring().getAnnotation(RunsOn.class);
    boolean nativeAlone = on != null && (on.value().equals(Measurement.LIBTORCH) || on.value().equals("nd4j"));
    return !nativeAlone && !name.startsWith("dev.danskin.bench.attacks.");
  }

  /** The expression that finds this one alone. */
  String include() {
    return "^" + Pattern.quote(name) + "$";
  }

  /** In how many ways its parameters combine. */
  int combinations() {
    return parameters.values().stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
  }

  /** The first of its shapes; empty without any. */
  String firstShape() {
    return parameters.getOrDefault("shape", List.of("")).get(0);
  }

  /** In how many ways they combine at one shape. */
  int combinationsAtFirstShape() {
    return combinations() / parameters.getOrDefault("shape", List.of("")).size();
  }
}
