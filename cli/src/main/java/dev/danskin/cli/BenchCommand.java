package dev.danskin.cli;

import dev.danskin.bench.report.Campaign;
import dev.danskin.bench.report.Jdk;
import dev.danskin.bench.report.KernelSources;
import dev.danskin.bench.report.Measurements;
import dev.danskin.bench.report.Plan;
import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code danskin bench}: compares optimizers, and measures the program itself. */
@Command(name = "bench", description = "Benchmarks.", sortOptions = false,
    subcommands = {BenchBbobCommand.class, BenchProblemsCommand.class, BenchCommand.Kernels.class, BenchAttacksCommand.class})
final class BenchCommand implements Runnable {
  @picocli.CommandLine.Spec
  private picocli.CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** {@code danskin bench kernels}: runs JMH, and writes a record, tables and a chart. */
  @Command(name = "kernels", sortOptions = false,
      description = "Measure kernels, networks and attacks on every backend. Writes measurements.json, kernels.md, kernels.svg and jmh.log.")
  static final class Kernels implements Callable<Integer> {
    @Option(names = "--peers", description = "libtorch beside ours; ./danskin then builds with it (120 MB more).")
    boolean peers;

    @Option(names = "--quick", description = "Few and short iterations: a test of the command, not a measurement.")
    boolean quick;

    @Option(names = "--only", paramLabel = "REGEX", description = "Benchmarks in whose package.Class.method this is found.")
    String only = "";

    @Option(names = "--threads", paramLabel = "T", split = ",", description = "Numbers of threads, each on data of its own; default 1,2.")
    List<Integer> threads = List.of(1, 2);

    @Option(names = "--jvm", paramLabel = "FOLDER", description = "Also on the JDK at home there; may be repeated.")
    List<Path> jvms = List.of();

    @Option(names = "--no-first-call", description = "Do not measure what first calls take.")
    boolean noFirstCall;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the record goes; default bench-kernels, of --report beside FILE.")
    Path out;

    @Option(names = "--check", paramLabel = "FILE",
        description = "Only say whether a measurements.json is of the present kernels; exit status 1 if it is stale.")
    Path check;

    @Option(names = "--report", paramLabel = "FILE", description = "Only write tables and chart again from a measurements.json.")
    Path report;

    @Mixin
    BenchOptions common = new BenchOptions();

    @Override
    public Integer call() throws IOException {
      if (check != null && report != null) {
        throw new RequestException("--check, --report: expected one of them, found both");
      }
      return check != null ? checked() : report != null ? reported() : measured();
    }

    private int checked() throws IOException {
      Measurements record = Measurements.read(check);
      String kernels = KernelSources.hash();
      System.out.println(record.standing(kernels));
      return record.holds(kernels) ? 0 : 1;
    }

    private int reported() throws IOException {
      Measurements record = Measurements.read(report);
      Path folder = BenchOptions.folder(out == null ? report.toAbsolutePath().getParent() : out);
      record.report(folder);
      System.out.println("report: " + folder.resolve("kernels.md"));
      return 0;
    }

    private int measured() throws IOException {
      Campaign campaign = new Campaign(plan(), Version.number());
      Path folder = BenchOptions.folder(out == null ? Path.of("bench-kernels") : out);
      try (Interrupt interrupt = Interrupt.listen()) {
        Campaign.Result result = campaign.run(folder.resolve("jmh.log"), common::tell, interrupt::requested);
        return interrupt.done(written(result, folder));
      }
    }

    private static int written(Campaign.Result result, Path folder) throws IOException {
      if (result.failed() > 0) {
        System.err.println("danskin: " + result.failed() + " benchmarks failed; " + folder.resolve("jmh.log") + " says why");
      }
      if (result.measurements().rows().isEmpty()) {
        return result.stopped() ? 3 : 1;
      }
      result.measurements().write(folder);
      System.out.println("measured: " + result.measurements().rows().size() + "; report: " + folder.resolve("kernels.md"));
      return result.stopped() ? 3 : result.failed() > 0 ? 1 : 0;
    }

    private Plan plan() {
      List<Jdk> jdks = Stream.concat(Stream.of(Jdk.current()), jvms.stream().map(Jdk::at)).toList();
      return new Plan(BenchOptions.only(only), peers, quick, !noFirstCall, threads, jdks);
    }
  }
}
