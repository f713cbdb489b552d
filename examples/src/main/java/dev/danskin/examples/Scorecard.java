package dev.danskin.examples;

import dev.danskin.api.Default;
import dev.danskin.api.Domain;
import dev.danskin.api.Scores;
import dev.danskin.api.tensor.Tensor;

// begin model
/**
 * A credit scorecard: points for income, debt and years in a job, each in [0, 1]. Steps have no gradients, so it is a black box.
 *
 * @param threshold the points from which on a loan is granted
 */
public record Scorecard(@Default("5") double threshold) implements Scores {
  @Override
  public Domain domain() {
    return Domain.unit(3);
  }

  @Override
  public int classes() {
    return 2;
  }

  /** The scores of refused and granted. */
  @Override
  public Tensor logits(Tensor x) {
    double[] customer = new double[3];
    double[] scores = new double[2 * x.rows()];
    for (int i = 0; i < x.rows(); i++) {
      x.read(i, customer);
      double points = Math.floor(10 * customer[0]) - Math.floor(8 * customer[1]) + (customer[2] > 0.3 ? 3 : 0);
      scores[2 * i + 1] = points - threshold;
    }
    return Tensor.of(scores, x.rows(), 2);
  }
}
// end model
