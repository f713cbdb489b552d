package dev.danskin.solvers.quadratic;

/**
 * m places around a centre that determine a quadratic model (Powell: The BOBYQA algorithm, 2009, section 2): the centre, a step of ρ
 * along each axis, another along as many axes as there are points left, then sums of two first steps. Steps stay within bounds.
 */
final class Design {
  private final double[] first;
  private final double[] second;

  /**
   * Steps from a centre with {@code low ≤ 0 ≤ high}, the bounds seen from there.
   *
   * @param rho at most half of every high − low
   */
  Design(double rho, double[] low, double[] high) {
    int n = low.length;
    first = new double[n];
    second = new double[n];
    for (int i = 0; i < n; i++) {
      boolean up = high[i] >= -low[i];
      double ahead = up ? high[i] : -low[i];
      double behind = up ? -low[i] : high[i];
      double sign = up ? 1 : -1;
      first[i] = sign * Math.min(rho, ahead);
      second[i] = sign * (behind >= rho / 2 ? -Math.min(rho, behind) : Math.min(2 * rho, ahead));
    }
  }

  /** The places, [m][n], relative to the centre, which is the first. */
  double[][] points(int m) {
    int n = first.length;
    double[][] y = new double[m][n];
    for (int i = 0; i < n; i++) {
      y[1 + i][i] = first[i];
      if (n + 1 + i < m) {
        y[n + 1 + i][i] = second[i];
      }
    }
    int k = 2 * n + 1;
    for (int apart = 1; apart < n; apart++) {
      for (int p = 0; p + apart < n && k < m; p++) {
        y[k][p] = first[p];
        y[k++][p + apart] = first[p + apart];
      }
    }
    return y;
  }
}
