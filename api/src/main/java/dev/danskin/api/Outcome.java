package dev.danskin.api;

import java.util.List;
import java.util.stream.Stream;

/** How an instance ended. Spent budgets and divergence are results, not exceptions. */
public sealed interface Outcome {
  /** One word for tables and logs. */
  String name();

  /**
   * The outcome of this name.
   *
   * @param what of {@link Unstable} and {@link Failed}; the others have no such part
   * @throws IllegalArgumentException if there is none
   */
  static Outcome named(String name, String what) {
    return Stream.of(new Reached(), new Finished(), new OutOfBudget(), new Stopped(), new Unstable(what), new Failed(what))
        .filter(o -> o.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("expected the name of an outcome, found '" + name + "'"));
  }

  /** The criterion holds at the returned point. */
  record Reached() implements Outcome {
    @Override
    public String name() {
      return "reached";
    }
  }

  /**
   * The solver did all its steps, or has a reason to take no more.
   *
   * @param reasons every stopping rule that held, each in a few words; may be empty
   */
  record Finished(List<String> reasons) implements Outcome {
    public Finished {
      reasons = List.copyOf(reasons);
    }

    /** All steps done. */
    public Finished() {
      this(List.of());
    }

    @Override
    public String name() {
      return "finished";
    }
  }

  /** The next evaluation would have exceeded the budget. */
  record OutOfBudget() implements Outcome {
    @Override
    public String name() {
      return "out-of-budget";
    }
  }

  /** The person or the program asked to stop. */
  record Stopped() implements Outcome {
    @Override
    public String name() {
      return "stopped";
    }
  }

  /** A value or gradient was not finite, or did not repeat. */
  record Unstable(String what) implements Outcome {
    @Override
    public String name() {
      return "unstable";
    }
  }

  /** The solver threw an exception, or went on without ever asking for a value; {@code what} says which in one sentence. */
  record Failed(String what) implements Outcome {
    @Override
    public String name() {
      return "failed";
    }
  }
}
