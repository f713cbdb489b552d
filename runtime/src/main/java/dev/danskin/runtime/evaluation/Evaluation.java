package dev.danskin.runtime.evaluation;

import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Event;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.runtime.job.Crew;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.plugin.PluginException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Examples × attacks. An example's rows depend on the seed, its id and the attacks, never on the examples beside it: so
 * the work is cut into batches that any thread takes, in any order, and each finished batch goes to the journal.
 *
 * @param attacks what is run on every example that the model gets right
 * @param batchSize most examples worked on together, ≥ 1
 * @param threads how many batches are worked on at once, ≥ 1
 */
public record Evaluation(Decides model, Dataset data, List<NamedAttack> attacks, int batchSize, int threads) {
  static final System.Logger LOGGER = System.getLogger(Evaluation.class.getPackageName());

  public Evaluation {
    attacks = List.copyOf(attacks);
    if (batchSize < 1 || threads < 1) {
      throw new IllegalArgumentException("expected at least 1 example in a batch and 1 thread, found " + batchSize + " and "
          + threads);
    }
  }

  /** Seconds of wall clock and of processor that each attack took, summed over threads. */
  public record Cost(double wallSeconds, double cpuSeconds) {}

  /**
   * Evaluates the examples that the journal does not have yet.
   *
   * @param ids which examples, in the order of visit
   * @return cost of each attack in this call, by name
   * @throws IOException if the journal cannot be written
   */
  public Map<String, Cost> run(long[] ids, Journal journal, RunContext run) throws IOException {
    long[] left = open(ids, journal);
    LOGGER.log(System.Logger.Level.INFO, "evaluation: " + left.length + " of " + ids.length + " examples to do, " + attacks.size() + " attacks, "
        + threads + " threads");
    Map<String, Cost> costs = new ConcurrentHashMap<>();
    AtomicLong done = new AtomicLong(ids.length - left.length);
    run.events().accept(new Event.Started("evaluation", ids.length));
    run.events().accept(new Event.Progress("evaluation", done.get(), ids.length));
    List<Callable<Void>> pieces = new ArrayList<>();
    for (long[] some : batches(left)) {
      pieces.add(() -> {
        Piece piece = piece(data.batch(some), run, costs);
        if (!run.cancelled().getAsBoolean()) {
          journal.append(piece.bytes());
          run.events().accept(new Event.Progress("evaluation", done.addAndGet(some.length), ids.length));
        }
        return null;
      });
    }
    Crew.work(threads, pieces, run.cancelled(), "an attack");
    run.events().accept(new Event.Ended("evaluation", done.get(), ids.length));
    return costs;
  }

  /**
   * Keeps what a look at the model brings to light, once for each job.
   *
   * @throws IOException if the journal cannot be written
   */
  public static void keep(Supplier<List<Figures.Flag>> look, Journal journal) throws IOException {
    if (journal.entries().isEmpty()) {
      journal.append(new Piece(List.of(), List.of(), look.get()).bytes());
    }
  }

  private static long[] open(long[] ids, Journal journal) {
    Set<Long> have = new HashSet<>();
    for (byte[] entry : journal.entries()) {
      Piece.of(entry).rows().forEach(r -> have.add(r.id()));
    }
    return Arrays.stream(ids).filter(id -> !have.contains(id)).toArray();
  }

  /** As large as allowed, but enough of them that every thread has work. */
  private List<long[]> batches(long[] ids) {
    int size = Math.max(1, Math.min(batchSize, (ids.length + threads - 1) / threads));
    List<long[]> batches = new ArrayList<>();
    for (int from = 0; from < ids.length; from += size) {
      batches.add(Arrays.copyOfRange(ids, from, Math.min(ids.length, from + size)));
    }
    return batches;
  }

  /** The model's classes of the clean inputs; without them nothing can be said of it. */
  private int[] judged(Batch batch, RunContext run) {
    try {
      return Randomised.votes(model, batch.x(), batch.ids(), run.seed());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      long[] ids = batch.ids();
      throw new PluginException("the model failed (" + e + ") when it was asked for examples " + ids[0] + " to " + ids[ids.length - 1]
          + "; mend it, what is done is kept", e);
    }
  }

  private Piece piece(Batch batch, RunContext run, Map<String, Cost> costs) {
    model.domain().check(batch.x(), batch.ids());
    int[] clean = judged(batch, run);
    Piece piece = new Piece(new ArrayList<>(), new ArrayList<>(), List.of());
    for (NamedAttack a : attacks) {
      long wall = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      new Attempt(model, a, run).on(batch, clean, piece);
      int rows = piece.rows().size();
      run.events().accept(new Event.Passes("evaluation", spent(piece.rows().subList(rows - batch.size(), rows))));
      LOGGER.log(System.Logger.Level.DEBUG, () -> a.name() + " at " + a.eps() + ": " + batch.size() + " examples from " + batch.ids()[0]);
      double seconds = (System.nanoTime() - wall) * 1e-9;
      double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) * 1e-9;
      costs.merge(a.name(), new Cost(seconds, busy),
          (p, q) -> new Cost(p.wallSeconds + q.wallSeconds, p.cpuSeconds + q.cpuSeconds));
    }
    return piece;
  }

  private static Counts spent(List<ExampleRow> rows) {
    return rows.stream().map(r -> new Counts(r.forward(), r.backward(), r.decisions(), r.zeroGradients())).reduce(Counts.NONE, Counts::plus);
  }
}
