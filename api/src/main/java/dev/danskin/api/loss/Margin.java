package dev.danskin.api.loss;

/**
 * max_{k≠y} z_k − z_y, positive exactly where the model errs (Carlini, Wagner 2017, without its cut at κ); targeted:
 * z_t − max_{k≠t} z_k.
 */
public record Margin() implements RowLoss.ByRow {
  @Override
  public double at(RowLoss.Row row, double[] gradient) {
    double[] z = row.z();
    if (RowLoss.anyNaN(z)) {
      return RowLoss.broken(gradient);
    }
    boolean targeted = row.target() >= 0;
    int own = targeted ? row.target() : row.y();
    int rival = RowLoss.argmax(z, own);
    double sign = targeted ? -1 : 1;
    if (gradient != null) {
      gradient[rival] = sign;
      gradient[own] = -sign;
    }
    return sign * (z[rival] - z[own]);
  }
}
