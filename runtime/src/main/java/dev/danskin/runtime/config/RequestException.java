package dev.danskin.runtime.config;

import java.util.List;

/** A request that is wrong: one sentence for each thing that has to change. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1;
  /** The sentences of the message. */
  private final List<String> problems;

  /** One thing is wrong. */
  public RequestException(String problem) {
    this(List.of(problem));
  }

  /** Several things are wrong; the message has a line for each. */
  public RequestException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each thing that has to change. */
  public List<String> problems() {
    return problems;
  }
}
