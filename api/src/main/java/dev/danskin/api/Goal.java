package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;

/** What an attacker wants: any mistake, or a class of his choice. */
public interface Goal {
  /** Any class but the true one. */
  Goal UNTARGETED = new Untargeted();

  /** The criterion of success. */
  Criterion criterion();

  /** Whether the clean logits are needed to choose targets. */
  default boolean needsLogits() {
    return false;
  }

  /**
   * The labels with this goal's targets.
   *
   * @param logits clean logits [n, K]; may be null unless {@link #needsLogits()}
   * @param classes K ≥ 2
   */
  Labels labels(Labels y, Tensor logits, int classes);

  /** Any class but the true one. */
  record Untargeted() implements Goal {
    @Override
    public Criterion criterion() {
      return new Criterion.Misclassified();
    }

    @Override
    public Labels labels(Labels y, Tensor logits, int classes) {
      return y;
    }
  }

  /** The class after the true one, (y + 1) mod K. */
  record Next() implements Goal {
    @Override
    public Criterion criterion() {
      return new Criterion.TargetHit();
    }

    @Override
    public Labels labels(Labels y, Tensor logits, int classes) {
      int[] truth = y.classes();
      return new Labels.Targeted(truth, IntStream.of(truth).map(c -> (c + 1) % classes).toArray());
    }
  }

  /** The wrong class of largest clean logit. */
  record RunnerUp() implements Goal {
    @Override
    public Criterion criterion() {
      return new Criterion.TargetHit();
    }

    @Override
    public boolean needsLogits() {
      return true;
    }

    @Override
    public Labels labels(Labels y, Tensor logits, int classes) {
      return ranked(y, logits, classes, 1);
    }
  }

  /** The class of smallest clean logit. */
  record LeastLikely() implements Goal {
    @Override
    public Criterion criterion() {
      return new Criterion.TargetHit();
    }

    @Override
    public boolean needsLogits() {
      return true;
    }

    @Override
    public Labels labels(Labels y, Tensor logits, int classes) {
      return ranked(y, logits, classes, classes - 1);
    }
  }

  /**
   * Any mistake, sought in the direction of one class: the loss takes its targeted form, every wrong class is a success.
   *
   * @param rank of that class among the wrong ones by clean logit, the largest is 1; where there are fewer, the last
   */
  record Towards(int rank) implements Goal {
    public Towards {
      if (rank < 1) {
        throw new IllegalArgumentException("expected a rank from 1 on, found " + rank);
      }
    }

    @Override
    public Criterion criterion() {
      return new Criterion.Misclassified();
    }

    @Override
    public boolean needsLogits() {
      return true;
    }

    @Override
    public Labels labels(Labels y, Tensor logits, int classes) {
      return ranked(y, logits, classes, Math.min(rank, classes - 1));
    }
  }

  private static Labels ranked(Labels y, Tensor logits, int classes, int rank) {
    int[] truth = y.classes();
    int[] targets = new int[truth.length];
    double[] row = new double[classes];
    for (int i = 0; i < truth.length; i++) {
      logits.read(i, row);
      targets[i] = ranked(row, truth[i], rank);
    }
    return new Labels.Targeted(truth, targets);
  }

  /** The wrong class before which rank − 1 wrong classes come: larger ones, or equal ones of a lower index. */
  private static int ranked(double[] row, int truth, int rank) {
    for (int k = 0; k < row.length; k++) {
      int before = 0;
      for (int j = 0; j < row.length; j++) {
        before += j != truth && j != k && (row[j] > row[k] || row[j] == row[k] && j < k) ? 1 : 0;
      }
      if (k != truth && before == rank - 1) {
        return k;
      }
    }
    // Logits that are not numbers: the search ends at its first evaluation.
    return (truth + 1) % row.length;
  }
}
