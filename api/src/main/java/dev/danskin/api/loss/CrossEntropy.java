package dev.danskin.api.loss;

/**
 * log Σ_k e^{z_k} − z_y, for a distribution p log Σ_k e^{z_k} − Σ_k p_k z_k; targeted: z_t − log Σ_k e^{z_k}. Gradient:
 * softmax(z) − p. Stable for all finite logits.
 */
public record CrossEntropy() implements RowLoss.ByRow {
  @Override
  public double at(RowLoss.Row row, double[] gradient) {
    double[] z = row.z();
    if (RowLoss.anyNaN(z)) {
      return RowLoss.broken(gradient);
    }
    double top = z[RowLoss.argmax(z, -1)];
    double sum = 0;
    for (double v : z) {
      sum += StrictMath.exp(v - top);
    }
    double logSum = top + StrictMath.log(sum);
    double sign = row.target() >= 0 ? -1 : 1;
    double expected = 0;
    for (int k = 0; k < z.length; k++) {
      double p = probability(row, k);
      expected += p == 0 ? 0 : p * z[k];
      if (gradient != null) {
        gradient[k] = sign * (StrictMath.exp(z[k] - top) / sum - p);
      }
    }
    return sign * (logSum - expected);
  }

  private static double probability(RowLoss.Row row, int k) {
    if (row.p() != null) {
      return row.p()[k];
    }
    return k == (row.target() >= 0 ? row.target() : row.y()) ? 1 : 0;
  }
}
