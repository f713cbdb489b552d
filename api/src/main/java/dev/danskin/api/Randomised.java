package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * A classifier that draws random numbers for each answer, as one with noise on its inputs does. With the numbers fixed it is a
 * {@link Model} like any other: a search looks at one draw after the other, or at means over several (expectation over
 * transformation: Athalye et al. 2018). Its class is the one that it gives most often in {@link #VOTES} draws, which depend on the seed
 * and the example's id only: whatever attack asks, and whoever checks later, gets the same class.
 */
public interface Randomised extends Model {
  /** How many draws vote on a class. Together they count as one look: they are the judge's, not the attacker's. */
  int VOTES = 15;

  /**
   * The classifier with its random numbers fixed, for inputs of these examples.
   *
   * <p>Law: row i of every answer depends on row i of the question and on ({@code draws}, {@code ids[i]}, {@code draw}) only.
   *
   * @param draws the stream that the numbers come from
   * @param ids one example id for each row of the inputs to come
   * @param draw which draw, 0 ≤ draw &lt; 2³¹
   */
  Model drawn(Draws draws, long[] ids, long draw);

  /**
   * The classes [n] of x [n, …]: of a randomised target the one that most votes are for, the lowest at ties, −1 if any vote is not a
   * number; of any other {@link Decides#decide}.
   *
   * @param ids one example id per row of x
   * @param seed the run's
   */
  static int[] votes(Decides target, Tensor x, long[] ids, long seed) {
    if (!(target instanceof Randomised r)) {
      return target.decide(x);
    }
    Draws judge = Philox.of(seed, "judge");
    int[][] votes = new int[VOTES][];
    for (int v = 0; v < VOTES; v++) {
      votes[v] = r.drawn(judge, ids, v).decide(x);
    }
    return mostOften(votes, r.classes());
  }

  private static int[] mostOften(int[][] votes, int classes) {
    int[] most = new int[votes[0].length];
    for (int i = 0; i < most.length; i++) {
      int[] count = new int[classes];
      boolean broken = false;
      for (int[] vote : votes) {
        broken |= vote[i] < 0;
        count[Math.max(vote[i], 0)]++;
      }
      for (int k = 1; k < classes; k++) {
        most[i] = count[k] > count[most[i]] ? k : most[i];
      }
      most[i] = broken ? -1 : most[i];
    }
    return most;
  }

  /**
   * The logits [n, K] by which a {@link Goal} ranks the classes: of a randomised target those of one draw, the same for all attacks.
   *
   * @param ids one example id per row of x
   * @param seed the run's
   */
  static Tensor ranking(Scores target, Tensor x, long[] ids, long seed) {
    return (target instanceof Randomised r ? r.drawn(Philox.of(seed, "ranking"), ids, 0) : target).logits(x);
  }

  /** @throws UnsupportedOperationException always: an answer needs random numbers */
  @Override
  default Tensor logits(Tensor x) {
    throw undrawn();
  }

  /** @throws UnsupportedOperationException always: an answer needs random numbers */
  @Override
  default int[] decide(Tensor x) {
    throw undrawn();
  }

  /** @throws UnsupportedOperationException always: an answer needs random numbers */
  @Override
  default Linearized linearize(Tensor x) {
    throw undrawn();
  }

  private static UnsupportedOperationException undrawn() {
    return new UnsupportedOperationException("expected a classifier whose random numbers are fixed, found a randomised one; ask drawn(…) for "
        + "one answer or Randomised.votes(…) for the class it gives most often");
  }
}
