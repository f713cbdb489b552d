package dev.danskin.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and termination: the work in hand is told to stop, what is done is kept, and the exit status is 3. */
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "danskin-interrupt");
  private volatile boolean requested;

  private Interrupt() {}

  static Interrupt listen() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  boolean requested() {
    return requested;
  }

  private void stop() {
    requested = true;
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Runtime.getRuntime().halt(3);
  }

  /** Says that nothing is left to be kept; returns {@code status}. */
  int done(int status) {
    close();
    return status;
  }

  @Override
  public void close() {
    if (requested) {
      finished.countDown();
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      finished.countDown();
    }
  }
}
