package dev.danskin.examples;

import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Domain;
import dev.danskin.models.data.ArrayDataset;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.evaluation.EvaluationResult;
import java.util.List;

/** A function without gradients, and data that a program has in arrays. */
public final class BlackBox {
  private BlackBox() {}

  /**
   * Customers as a data set.
   *
   * @param x [n][3], income, debt and years in [0, 1]
   * @param y [n], 0 refused, 1 granted
   */
  public static Dataset customers(float[][] x, int[] y) {
    // begin arrays
    return new ArrayDataset(x, y, List.of("refused", "granted"), Domain.unit(3));
    // end arrays
  }

  /** How often nothing found within ±0.1 changes the answer. */
  public static EvaluationResult evaluated(Danskin danskin, Decides card, Dataset customers) {
    // begin black-box
    return danskin.evaluate(card).on(customers).against("linf", 0.1).with("noise").run();
    // end black-box
  }
}
