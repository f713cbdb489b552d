package dev.danskin.attacks;

import dev.danskin.api.Surroundings;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.Tensor;

/**
 * max(−L, 0) of each row, L the margin, positive where the model errs. No backward pass is spent where it is 0.
 *
 * @param margin L, [m]
 * @param active where the penalty is positive and its input still searched, [m]
 * @param slope ∇L of the active rows, [m, …]; the others mean nothing
 */
record Penalty(double[] margin, boolean[] active, Tensor slope) {
  static Penalty of(Surroundings.Look look, Walkers at) {
    Tensor cotangent = look.logits().like();
    double[] margin = new Margin().valuesAndGradient(look.logits(), at.labels(), cotangent);
    boolean[] active = at.open();
    for (int j = 0; j < margin.length; j++) {
      active[j] &= margin[j] < 0;
    }
    return new Penalty(margin, active, look.pullback(cotangent, active));
  }

  /** ∇L of a row in {@code into}, null where the penalty is 0. */
  double[] slope(int j, double[] into) {
    if (!active[j]) {
      return null;
    }
    slope.read(j, into);
    return into;
  }
}
