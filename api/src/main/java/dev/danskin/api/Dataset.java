package dev.danskin.api;

import java.util.List;
import java.util.function.LongFunction;

/** Labelled examples, addressed by position. Implementations are immutable and may be shared by threads. */
public interface Dataset {
  /** Where the data came from, as the user wrote it. */
  String source();

  /** SHA-256 of the stored bytes, hexadecimal. */
  String digest();

  /** Number of examples. */
  int size();

  /** The shape of one input, without instance axis, channels first. */
  int[] inputShape();

  /** The class names, in order; their number is the number of classes. */
  List<String> classes();

  /** A name for each feature of an input, C order; empty where they have none. */
  default List<String> featureNames() {
    return List.of();
  }

  /** The bounds and the freedom of each feature. */
  Domain domain();

  /**
   * The examples at the given positions, float32.
   *
   * @throws IndexOutOfBoundsException if an id is not in [0, size)
   */
  Batch batch(long... ids);

  /** The first {@code n} examples, or all if there are fewer. */
  default Batch first(int n) {
    long[] ids = new long[Math.min(n, size())];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    return batch(ids);
  }

  /**
   * step ↦ batch: every epoch visits every example once (the last incomplete batch is dropped), in the order of a
   * counter-based permutation that {@code run} draws.
   *
   * @param batchSize from 1 to {@link #size()}; otherwise {@link IllegalArgumentException}
   */
  default LongFunction<Batch> batches(int batchSize, RunContext run) {
    Permutation permutation = new Permutation(size(), batchSize, run.draws());
    return step -> batch(permutation.ids(step));
  }
}
