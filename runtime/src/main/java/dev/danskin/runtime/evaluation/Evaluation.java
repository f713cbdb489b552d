package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Event;
import dev.danskin.api.Outcome;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.runtime.job.Journal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final System.Logger LOG = System.getLogger(Evaluation.class.getPackageName());

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
    LOG.log(System.Logger.Level.INFO, "evaluation: " + left.length + " of " + ids.length + " examples to do, " + attacks.size() + " attacks, "
        + threads + " threads");
    Map<String, Cost> costs = new ConcurrentHashMap<>();
    AtomicLong done = new AtomicLong(ids.length - left.length);
    run.events().accept(new Event.Started("evaluation", ids.length));
    run.events().accept(new Event.Progress("evaluation", done.get(), ids.length));
    ExecutorService workers = Executors.newFixedThreadPool(threads, Evaluation::daemon);
    try {
      List<Future<?>> pending = new ArrayList<>();
      for (long[] some : batches(left)) {
        pending.add(workers.submit(() -> {
          if (!run.cancelled().getAsBoolean()) {
            Piece piece = piece(data.batch(some), run, costs);
            if (!run.cancelled().getAsBoolean()) {
              journal.append(piece.bytes());
              run.events().accept(new Event.Progress("evaluation", done.addAndGet(some.length), ids.length));
            }
          }
          return null;
        }));
      }
      await(pending);
    } finally {
      workers.shutdownNow();
    }
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

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "danskin-worker");
    thread.setDaemon(true);
    return thread;
  }

  private static void await(List<Future<?>> pending) throws IOException {
    try {
      for (Future<?> f : pending) {
        f.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException(e.getCause());
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

  private Piece piece(Batch batch, RunContext run, Map<String, Cost> costs) {
    model.domain().check(batch.x(), batch.ids());
    int[] clean = Randomised.votes(model, batch.x(), batch.ids(), run.seed());
    Piece piece = new Piece(new ArrayList<>(), new ArrayList<>(), List.of());
    int[] right = right(batch, clean);
    for (NamedAttack a : attacks) {
      long wall = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Attacked found = right.length == 0 ? null
          : a.attack().run(model, batch.rows(right), run.at("attack").at(a.name()));
      add(piece, batch, clean, right, a, found);
      if (found != null) {
        run.events().accept(new Event.Passes("evaluation", Arrays.stream(found.spent()).reduce(Counts.NONE, Counts::plus)));
      }
      LOG.log(System.Logger.Level.DEBUG, () -> a.name() + " at " + a.eps() + ": examples " + batch.ids()[0] + " to " + batch.ids()[batch.size() - 1]);
      double seconds = (System.nanoTime() - wall) * 1e-9;
      double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) * 1e-9;
      costs.merge(a.name(), new Cost(seconds, busy),
          (p, q) -> new Cost(p.wallSeconds + q.wallSeconds, p.cpuSeconds + q.cpuSeconds));
    }
    return piece;
  }

  private static int[] right(Batch batch, int[] clean) {
    int[] truth = batch.y().classes();
    int[] right = new int[clean.length];
    int m = 0;
    for (int i = 0; i < clean.length; i++) {
      if (clean[i] == truth[i]) {
        right[m++] = i;
      }
    }
    return Arrays.copyOf(right, m);
  }

  private static void add(Piece piece, Batch batch, int[] clean, int[] right, NamedAttack a, Attacked found) {
    int[] truth = batch.y().classes();
    double[] distance = found == null ? new double[0]
        : a.attack().threat().norm().of(found.adversarial().minus(batch.rows(right).x()));
    for (int i = 0, j = 0; i < clean.length; i++) {
      if (j < right.length && right[j] == i) {
        Counts c = found.spent()[j];
        Status status = status(found, j);
        boolean fooled = status == Status.FOOLED;
        piece.rows().add(new ExampleRow(batch.ids()[i], truth[i], clean[i], a.name(), a.eps(), status,
            found.decisions()[j], fooled ? distance[j] : Double.NaN, c.forward(), c.backward(), c.decisions(),
            nearest(found, j), found.parts()[j], c.zeroGradients()));
        piece.adversarial().add(fooled ? row(found.adversarial(), j) : null);
        j++;
      } else {
        piece.rows().add(new ExampleRow(batch.ids()[i], truth[i], clean[i], a.name(), a.eps(), Status.MISCLASSIFIED,
            clean[i], 0, 0, 0, 0, Double.NaN, -1, 0));
        piece.adversarial().add(null);
      }
    }
  }

  private static float[] row(Tensor t, int r) {
    return t.rows(new int[] {r}).toFloats();
  }

  private static double nearest(Attacked found, int j) {
    return Double.isInfinite(found.distances()[j]) ? Double.NaN : found.distances()[j];
  }

  private static Status status(Attacked found, int j) {
    if (found.success()[j]) {
      return Status.FOOLED;
    }
    if (found.outcomes()[j] instanceof Outcome.Unstable) {
      return Status.UNSTABLE;
    }
    if (!(found.outcomes()[j] instanceof Outcome.OutOfBudget)) {
      return Status.NOT_FOOLED;
    }
    return found.spent()[j].equals(Counts.NONE) ? Status.NOT_STARTED : Status.OUT_OF_BUDGET;
  }
}
