package dev.danskin.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers what is wrong with a request, so that all of it is told at once. */
public final class Problems {
  private final List<String> all = new ArrayList<>();

  /** What {@code part} gives, or {@code otherwise} if that part of the request is wrong. */
  public <T> T of(Supplier<T> part, T otherwise) {
    try {
      return part.get();
    } catch (RequestException e) {
      all.addAll(e.problems());
      return otherwise;
    }
  }

  /**
   * Ends the gathering.
   *
   * @throws RequestException with each problem once, in the order found, if there is one
   */
  public void refuse() {
    if (!all.isEmpty()) {
      throw new RequestException(all.stream().distinct().toList());
    }
  }
}
