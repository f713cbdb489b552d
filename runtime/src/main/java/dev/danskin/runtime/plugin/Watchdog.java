package dev.danskin.runtime.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs code that is not trusted to return: on a daemon thread of its own, given up after a stated time.
 *
 * @param patience how long a call may take
 * @param loader the context class loader that the code sees
 */
record Watchdog(Duration patience, ClassLoader loader) {
  /**
   * Runs the code.
   *
   * @param what is done, for messages
   * @throws PluginException if it takes longer
   * @throws Exception what it throws; errors come wrapped in an {@link ExecutionException}
   */
  <T> T call(String what, Callable<T> code) throws Exception {
    FutureTask<T> task = new FutureTask<>(code);
    Thread thread = new Thread(task, "danskin-plugin");
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new PluginException(what + " took longer than " + patience.toMillis() / 1000.0 + " s and was given up");
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new PluginException(what + " was stopped");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
