package dev.danskin.runtime.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Closes a stream on which nothing arrives for too long, or that is to be stopped: a blocked read knows no time limit of its own. */
final class Watch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 50;
  private final InputStream stream;
  private final long patienceNanos;
  private final BooleanSupplier stopped;
  private final Thread thread = new Thread(this::look, "danskin-fetch-watch");
  private volatile long heard = System.nanoTime();
  private volatile boolean silent;

  private Watch(InputStream stream, Duration patience, BooleanSupplier stopped) {
    this.stream = stream;
    this.patienceNanos = patience.toNanos();
    this.stopped = stopped;
  }

  static Watch over(InputStream stream, Duration patience, BooleanSupplier stopped) {
    Watch watch = new Watch(stream, patience, stopped);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Something arrived. */
  void heard() {
    heard = System.nanoTime();
  }

  /** Whether the stream was closed because nothing arrived. */
  boolean silent() {
    return silent;
  }

  private void look() {
    try {
      while (!silent && !stopped.getAsBoolean()) {
        Thread.sleep(PERIOD_MILLIS);
        silent = System.nanoTime() - heard > patienceNanos;
      }
      stream.close();
    } catch (InterruptedException | IOException e) {
      // Interrupted: the watch is over. Failing to close: the connection is gone already.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
