package dev.danskin.api;

import java.util.List;

/** Data that are not as they are described: one sentence for each thing that has to change. */
public final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  /** The sentences of the message. */
  private final List<String> problems;

  /** The message has a line for each problem. */
  public DataException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each thing that has to change. */
  public List<String> problems() {
    return problems;
  }
}
