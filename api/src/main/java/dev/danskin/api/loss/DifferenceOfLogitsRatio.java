package dev.danskin.api.loss;

/**
 * DLR (Croce, Hein 2020): −(z_y − max_{k≠y} z_k) / (z₍₁₎ − z₍₃₎ + 10⁻¹²), z₍₁₎ ≥ z₍₂₎ ≥ … the sorted logits; targeted:
 * −(z_y − z_t) / (z₍₁₎ − (z₍₃₎ + z₍₄₎)/2 + 10⁻¹²). Invariant under shifts and scales of the logits. The gradient flows
 * through the denominator.
 *
 * <p>Fewer classes than the formula needs: with 3 classes the targeted denominator is z₍₁₎ − z₍₃₎ + 10⁻¹²; with 2 there
 * is no third logit, the denominator is 1 and the loss is the margin, which is no longer invariant under scales.
 */
public record DifferenceOfLogitsRatio() implements RowLoss.ByRow {
  private static final double GUARD = 1e-12;

  @Override
  public double at(RowLoss.Row row, double[] gradient) {
    double[] z = row.z();
    if (RowLoss.anyNaN(z)) {
      return RowLoss.broken(gradient);
    }
    int rival = row.target() >= 0 ? row.target() : RowLoss.argmax(z, row.y());
    double[] weights = denominator(z, row.target() >= 0);
    double below = z.length == 2 ? 1 : GUARD;
    for (int k = 0; k < z.length; k++) {
      below += weights[k] * z[k];
    }
    double above = z[rival] - z[row.y()];
    if (gradient != null) {
      for (int k = 0; k < z.length; k++) {
        double dAbove = (k == rival ? 1 : 0) - (k == row.y() ? 1 : 0);
        gradient[k] = (dAbove - above / below * weights[k]) / below;
      }
    }
    return above / below;
  }

  /** The denominator as a linear function of the logits: +1 at the first, −1 at the third or −½ at third and fourth. */
  private static double[] denominator(double[] z, boolean targeted) {
    double[] weights = new double[z.length];
    if (z.length == 2) {
      return weights;
    }
    int[] top = top(z, targeted && z.length > 3 ? 4 : 3);
    weights[top[0]] = 1;
    if (top.length == 4) {
      weights[top[2]] = -0.5;
      weights[top[3]] = -0.5;
    } else {
      weights[top[2]] = -1;
    }
    return weights;
  }

  private static int[] top(double[] z, int count) {
    int[] top = new int[count];
    boolean[] used = new boolean[z.length];
    for (int j = 0; j < count; j++) {
      int best = -1;
      for (int k = 0; k < z.length; k++) {
        if (!used[k] && (best < 0 || z[k] > z[best])) {
          best = k;
        }
      }
      used[best] = true;
      top[j] = best;
    }
    return top;
  }
}
