package dev.danskin.runtime.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Threads that take the pieces of a job in order, several at once. */
public final class Crew {
  private static final System.Logger LOGGER = System.getLogger(Crew.class.getPackageName());
  private static final long LOOK_MILLIS = 200;
  /** How long a cancelled piece may go on. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private Crew() {}

  /**
   * Works on all pieces; once the job is cancelled none is begun, and one that does not listen is left to end with the process.
   *
   * @param threads how many pieces are worked on at once, ≥ 1
   * @param what a piece is busy with, for the log: {@code an attack}
   * @throws IOException the first piece's that threw one; likewise what else a piece throws
   */
  public static void work(int threads, List<Callable<Void>> pieces, BooleanSupplier cancelled, String what) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads, Crew::daemon);
    try {
      List<Future<?>> pending = new ArrayList<>();
      for (Callable<Void> piece : pieces) {
        pending.add(workers.submit(() -> cancelled.getAsBoolean() ? null : piece.call()));
      }
      await(pending, cancelled, what);
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "danskin-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for all; once the job is cancelled, a while for those that do not listen. */
  private static void await(List<Future<?>> pending, BooleanSupplier cancelled, String what) throws IOException {
    long since = 0;
    try {
      for (Future<?> f : pending) {
        while (!f.isDone() && (since == 0 || System.nanoTime() - since < PATIENCE_NANOS)) {
          try {
            f.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          } catch (TimeoutException e) {
            since = since == 0 && cancelled.getAsBoolean() ? System.nanoTime() : since;
          }
        }
        if (f.isDone()) {
          f.get();
        } else {
          LOGGER.log(System.Logger.Level.WARNING, what + " did not stop when it was told to, and was left behind");
        }
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
}
