package dev.danskin.runtime.config;

import java.util.List;
import java.util.stream.Stream;

/** A request that is wrong: one sentence for each thing that has to change. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1;
  /** Names in a file may be of any length and hold anything; a sentence is one line that a person can read. */
  private static final int LONGEST = 1000;
  private static final int MOST = 50;
  /** The sentences of the message. */
  private final List<String> problems;

  /** One thing is wrong. */
  public RequestException(String problem) {
    this(List.of(problem));
  }

  /** Several things are wrong; the message has a line for each. */
  public RequestException(List<String> problems) {
    super(String.join(System.lineSeparator(), sentences(problems)));
    this.problems = sentences(problems);
  }

  private static List<String> sentences(List<String> problems) {
    List<String> few = problems.stream().limit(MOST).map(RequestException::sentence).toList();
    return problems.size() <= MOST ? few : Stream.concat(few.stream(), Stream.of("… and " + (problems.size() - MOST) + " more problems")).toList();
  }

  private static String sentence(String problem) {
    String line = problem.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** One sentence for each thing that has to change. */
  public List<String> problems() {
    return problems;
  }
}
