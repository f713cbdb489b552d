package dev.danskin.bench.report;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Carries a plan out: on each JDK each number of threads, then the first calls, every benchmark in a process of its own. */
public final class Campaign {
  /**
   * What came of it.
   *
   * @param failed how many benchmarks gave nothing
   * @param stopped whether the person stopped it; then the rest is not measured
   */
  public record Result(Measurements measurements, int failed, boolean stopped) {}

  /** A measurement without its number of threads. */
  private record Case(String measure, String shape, String by, int jdk) {
    static Case of(Measurement m) {
      return new Case(m.measure(), m.shape(), m.by(), m.jdk());
    }
  }

  private final Plan plan;
  private final String version;
  private final List<BenchmarkMethod> methods;
  private final List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();

  /**
   * Looks for the benchmarks of a plan.
   *
   * @param version of the program, for the record
   * @throws RequestException if there are none
   */
  public Campaign(Plan plan, String version) {
    this.plan = plan;
    this.version = version;
    methods = BenchmarkMethod.of(plan);
  }

  /**
   * Measures; one campaign at a time on a machine, for they would disturb each other.
   *
   * @param log what JMH says goes into this file
   * @param person is told of each benchmark in a line
   * @param stop asked before each benchmark
   * @throws IOException if the log cannot be written
   * @throws RequestException if JMH refuses, because another campaign runs
   */
  public Result run(Path log, Consumer<String> person, BooleanSupplier stop) throws IOException {
    try (PrintStream out = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
      OutputFormat text = OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
      Progress steady = new Progress(text, "time", total(), person, stop);
      boolean stopped = !measured(steady);
      Progress first = new Progress(text, "first call", firstCalls(), person, stop);
      stopped = stopped || plan.firstCall() && !firstMeasured(first);
      int failed = steady.failed() + first.failed();
      Setting setting = setting(steady.results(), !stopped && failed == 0);
      return new Result(new Measurements(setting, joined(steady.results(), first.results())), failed, stopped);
    }
  }

  private int total() {
    return plan.jdks().stream().mapToInt(jdk -> plan.threads().stream().mapToInt(threads -> on(jdk, threads).stream()
        .mapToInt(BenchmarkMethod::combinations).sum()).sum()).sum();
  }

  private int firstCalls() {
    return methods.stream().mapToInt(BenchmarkMethod::combinationsAtFirstShape).sum();
  }

  /** On the first JDK everything, on the others what depends on it; with several threads what is not a whole network or attack. */
  private List<BenchmarkMethod> on(Jdk jdk, int threads) {
    return methods.stream().filter(m -> jdk.equals(plan.jdks().get(0)) || m.dependsOnJdk())
        .filter(m -> threads == plan.threads().get(0) || !m.oneThread()).toList();
  }

  private boolean measured(Progress progress) {
    for (Jdk jdk : plan.jdks()) {
      for (int threads : plan.threads()) {
        if (on(jdk, threads).isEmpty()) {
          continue;
        }
        ChainedOptionsBuilder options = options(jdk, on(jdk, threads)).mode(Mode.AverageTime).threads(threads);
        if (plan.quick()) {
          TimeValue moment = TimeValue.milliseconds(20);
          options.forks(1).warmupIterations(1).warmupTime(moment).measurementIterations(3).measurementTime(moment);
        }
        if (!done(options, progress)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean firstMeasured(Progress progress) {
    Map<String, List<BenchmarkMethod>> byShape = methods.stream().collect(Collectors.groupingBy(BenchmarkMethod::firstShape, TreeMap::new,
        Collectors.toList()));
    for (Map.Entry<String, List<BenchmarkMethod>> e : byShape.entrySet()) {
      ChainedOptionsBuilder options = options(plan.jdks().get(0), e.getValue()).mode(Mode.SingleShotTime).threads(1).forks(1).warmupIterations(0)
          .measurementIterations(1);
      if (!done(e.getKey().isEmpty() ? options : options.param("shape", e.getKey()), progress)) {
        return false;
      }
    }
    return true;
  }

  private ChainedOptionsBuilder options(Jdk jdk, List<BenchmarkMethod> of) {
    ChainedOptionsBuilder options = new OptionsBuilder().timeUnit(TimeUnit.MICROSECONDS).jvm(jdk.java().toString())
        .jvmArgs(jdk.flags(flags).toArray(String[]::new));
    of.forEach(m -> options.include(m.include()));
    return options;
  }

  private static boolean done(ChainedOptionsBuilder options, Progress progress) {
    try {
      new Runner(options.build(), progress).run();
      return true;
    } catch (CancellationException e) {
      return false;
    } catch (RunnerException e) {
      String why = String.valueOf(e.getMessage()).strip().replaceFirst("^ERROR: ", "").replaceAll("\\s+", " ").replaceFirst("\\.$", "");
      throw new RequestException("JMH refuses: " + why);
    }
  }

  private static List<Measurement> joined(List<BenchmarkResult> steady, List<BenchmarkResult> first) {
    Map<Case, Double> firstCalls = new HashMap<>();
    first.stream().map(r -> new Samples(r).measurement()).forEach(m -> firstCalls.put(Case.of(m), m.median()));
    return steady.stream().map(r -> new Samples(r).measurement())
        .map(m -> m.threads() == 1 ? m.withFirstCall(firstCalls.get(Case.of(m))) : m).toList();
  }

  private Setting setting(List<BenchmarkResult> results, boolean whole) {
    Map<Integer, String> jdks = new TreeMap<>();
    results.forEach(r -> jdks.put(Samples.feature(r.getParams()), r.getParams().getVmName() + " " + r.getParams().getVmVersion()));
    return new Setting(version, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), Checkout.here().flatMap(Checkout::commit),
        KernelSources.hash(), plan.quick(), whole, Machine.here(), jdks, flags, Setting.variables(System.getenv()));
  }
}
