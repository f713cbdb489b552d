package dev.danskin.solvers.search;

import dev.danskin.api.RandomStream;
import dev.danskin.api.Snapshot;
import java.util.Arrays;

/** The memory of {@link Shade}. */
final class SuccessHistory implements TrialRates {
  private static final double SCALE = 0.1;

  private final double[] meanF;
  private final double[] meanCr;
  private int next;

  /** @param size H */
  SuccessHistory(int size) {
    meanF = new double[size];
    meanCr = new double[size];
    Arrays.fill(meanF, 0.5);
    Arrays.fill(meanCr, 0.5);
  }

  @Override
  public void draw(RandomStream random, double[] f, double[] cr) {
    int n = f.length;
    double[] place = random.uniform(new double[n]);
    double[] tail = random.uniform(new double[n]);
    double[] normal = random.normal(new double[n]);
    for (int i = 0; i < n; i++) {
      int r = (int) (place[i] * meanF.length);
      cr[i] = Math.min(1, Math.max(0, meanCr[r] + SCALE * normal[i]));
      f[i] = Math.min(1, positiveCauchy(meanF[r], tail[i]));
    }
  }

  /** The quantile, at u in [0, 1), of the Cauchy distribution above 0. */
  private static double positiveCauchy(double median, double u) {
    double below = 0.5 - StrictMath.atan(median / SCALE) / StrictMath.PI;
    double q = below + (1 - below) * (u + 0x1p-25);
    return Math.max(Double.MIN_NORMAL, median + SCALE * StrictMath.tan(StrictMath.PI * (q - 0.5)));
  }

  @Override
  public void learn(double[] f, double[] cr, double[] gain) {
    double most = Arrays.stream(gain).max().orElse(0);
    if (most <= 0) {
      return;
    }
    double sum = 0;
    double sumCr = 0;
    double sumF = 0;
    double sumF2 = 0;
    for (int i = 0; i < f.length; i++) {
      double w = gain[i] / most;
      sum += w;
      sumCr += w * cr[i];
      sumF += w * f[i];
      sumF2 += w * f[i] * f[i];
    }
    meanCr[next] = sumCr / sum;
    meanF[next] = sumF2 / sumF;
    next = (next + 1) % meanF.length;
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("f", meanF).with("cr", meanCr).with("next", next);
  }

  @Override
  public void restore(Snapshot saved) {
    System.arraycopy(saved.doubles("f", meanF.length), 0, meanF, 0, meanF.length);
    System.arraycopy(saved.doubles("cr", meanCr.length), 0, meanCr, 0, meanCr.length);
    next = saved.count("next", meanF.length - 1);
  }
}
