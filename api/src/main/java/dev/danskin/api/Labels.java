package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** What the instances of a batch should be: classes, a class and an attacker's target, or class distributions. */
public sealed interface Labels {
  /** Number of instances. */
  int size();

  /** The labels of the instances {@code index[0], index[1], …}. */
  Labels rows(int[] index);

  /** The class of each instance; of a distribution its most probable class. */
  int[] classes();

  /** The true class of each instance, copied; 0 ≤ y &lt; K. */
  static Labels of(int... classes) {
    return new Classes(classes.clone());
  }

  /** The true class of each instance, 0 ≤ y &lt; K. */
  record Classes(int[] classes) implements Labels {
    @Override
    public int size() {
      return classes.length;
    }

    @Override
    public Classes rows(int[] index) {
      return new Classes(pick(classes, index));
    }
  }

  /** The true class of each instance and the class an attacker wants, equally many. Losses take their targeted form. */
  record Targeted(int[] classes, int[] targets) implements Labels {
    public Targeted {
      if (classes.length != targets.length) {
        throw new IllegalArgumentException("expected " + classes.length + " targets, found " + targets.length);
      }
    }

    @Override
    public int size() {
      return classes.length;
    }

    @Override
    public Targeted rows(int[] index) {
      return new Targeted(pick(classes, index), pick(targets, index));
    }
  }

  /** A distribution over the K classes for each instance: non-negative [n, K], rows summing to 1. */
  record Distributions(Tensor probabilities) implements Labels {
    @Override
    public int size() {
      return probabilities.rows();
    }

    @Override
    public Distributions rows(int[] index) {
      return new Distributions(probabilities.rows(index));
    }

    @Override
    public int[] classes() {
      return probabilities.rowArgmax();
    }
  }

  private static int[] pick(int[] from, int[] index) {
    int[] picked = new int[index.length];
    for (int i = 0; i < index.length; i++) {
      picked[i] = from[index[i]];
    }
    return picked;
  }
}
