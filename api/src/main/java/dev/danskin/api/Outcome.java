package dev.danskin.api;

/** How an instance ended. Spent budgets and divergence are results, not exceptions. */
public sealed interface Outcome {
  /** One word for tables and logs. */
  String name();

  /** The criterion holds at the returned point. */
  record Reached() implements Outcome {
    @Override
    public String name() {
      return "reached";
    }
  }

  /** The solver did all its steps. */
  record Finished() implements Outcome {
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
}
