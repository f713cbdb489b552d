package dev.danskin.runtime.config;

import java.util.List;

/** A request that is wrong: one sentence for each thing that has to change. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final List<String> problems;

  public RequestException(String problem) {
    this(List.of(problem));
  }

  public RequestException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
