package dev.danskin.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the independent pieces of one computation, perhaps several at once; how many at once changes no result. */
public sealed interface Workers {
  /**
   * Runs {@code piece} for 0 … pieces − 1.
   *
   * @param piece thread-safe
   * @param <T> what a piece returns
   * @return the pieces' results, in order
   * @throws RuntimeException the first piece's that threw one
   */
  <T> List<T> all(int pieces, IntFunction<T> piece);

  /** One piece after the other, on the calling thread. */
  static Workers sequential() {
    return new Sequential();
  }

  /** On the threads of {@code pool}, which the caller shuts down; pieces must not call these workers again. */
  static Workers on(ExecutorService pool) {
    return new Pooled(pool);
  }

  /** One after the other. */
  record Sequential() implements Workers {
    @Override
    public <T> List<T> all(int pieces, IntFunction<T> piece) {
      List<T> results = new ArrayList<>(pieces);
      for (int i = 0; i < pieces; i++) {
        results.add(piece.apply(i));
      }
      return results;
    }
  }

  /**
   * On a pool's threads.
   *
   * @param pool not shut down here
   */
  record Pooled(ExecutorService pool) implements Workers {
    @Override
    public <T> List<T> all(int pieces, IntFunction<T> piece) {
      List<Future<T>> pending = new ArrayList<>(pieces);
      for (int i = 0; i < pieces; i++) {
        int k = i;
        pending.add(pool.submit(() -> piece.apply(k)));
      }
      List<T> results = new ArrayList<>(pieces);
      for (Future<T> f : pending) {
        results.add(await(f));
      }
      return results;
    }

    private static <T> T await(Future<T> f) {
      try {
        return f.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while pieces of a computation were running", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
