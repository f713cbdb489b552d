package dev.danskin.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a look at a folder brought to light: what does not hold, and what a reader should know beside it. */
final class Findings {
  private static final int SHOWN = 20;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void problem(String sentence) {
    problems.add(sentence);
  }

  void problems(List<String> sentences) {
    problems.addAll(sentences);
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  List<String> problems() {
    return problems;
  }

  /** Whether a sentence names the file. */
  boolean names(String file) {
    return problems.stream().anyMatch(p -> p.startsWith(file));
  }

  /**
   * Prints them.
   *
   * @param holds what to say if there is no problem
   * @return exit status: 0, or 1 if something does not hold
   */
  int print(String holds, PrintStream out) {
    notes.forEach(n -> out.println("note: " + n));
    problems.stream().limit(SHOWN).forEach(out::println);
    if (problems.size() > SHOWN) {
      out.println("… and " + (problems.size() - SHOWN) + " more");
    }
    out.println(problems.isEmpty() ? "holds: " + holds : "does not hold: " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    return problems.isEmpty() ? 0 : 1;
  }
}
