package dev.danskin.bench.report;

import dev.danskin.runtime.config.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Follows JMH: everything goes into the log, a line for each benchmark to the person, and results are kept as they come. */
final class Progress implements OutputFormat {
  private final OutputFormat log;
  private final String what;
  private final int total;
  private final Consumer<String> person;
  private final BooleanSupplier stop;
  private final List<BenchmarkResult> results = new ArrayList<>();
  private BenchmarkParams running;
  private int started;
  private int failed;

  /**
   * Nothing has run yet.
   *
   * @param what is measured, in a word or two
   * @param total number of benchmarks
   */
  Progress(OutputFormat log, String what, int total, Consumer<String> person, BooleanSupplier stop) {
    this.log = log;
    this.what = what;
    this.total = total;
    this.person = person;
    this.stop = stop;
  }

  /** All so far. */
  List<BenchmarkResult> results() {
    return List.copyOf(results);
  }

  /** How many benchmarks gave nothing. */
  int failed() {
    return failed;
  }

  /** A benchmark that began and did not end has failed: JMH says so in the log alone. */
  private void settle() {
    if (running != null) {
      failed++;
      say("failed, jmh.log says why");
      running = null;
    }
  }

  private void say(String outcome) {
    person.accept(what + " " + started + "/" + total + ": " + Samples.name(running) + ": " + outcome);
  }

  /** @throws CancellationException if the person wants to stop */
  @Override
  public void startBenchmark(BenchmarkParams p) {
    if (stop.getAsBoolean()) {
      running = null;
      throw new CancellationException("stopped before " + p.getBenchmark());
    }
    settle();
    running = p;
    started++;
    log.startBenchmark(p);
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    log.endBenchmark(result);
    if (result != null && running != null) {
      results.add(result);
      say(Numbers.shown(new Samples(result).measurement().median()) + " µs");
      running = null;
    }
  }

  @Override
  public void endRun(Collection<RunResult> all) {
    settle();
    log.endRun(all);
  }

  @Override
  public void startRun() {
    log.startRun();
  }

  @Override
  public void iteration(BenchmarkParams p, IterationParams params, int iteration) {
    log.iteration(p, params, iteration);
  }

  @Override
  public void iterationResult(BenchmarkParams p, IterationParams params, int iteration, IterationResult data) {
    log.iterationResult(p, params, iteration, data);
  }

  @Override
  public void print(String s) {
    log.print(s);
  }

  @Override
  public void println(String s) {
    log.println(s);
  }

  @Override
  public void verbosePrintln(String s) {
    log.verbosePrintln(s);
  }

  @Override
  public void write(int b) {
    log.write(b);
  }

  @Override
  public void write(byte[] b) throws IOException {
    log.write(b);
  }

  @Override
  public void flush() {
    log.flush();
  }

  @Override
  public void close() {
    log.close();
  }
}
