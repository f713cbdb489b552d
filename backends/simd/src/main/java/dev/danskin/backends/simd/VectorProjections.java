package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.DOUBLES;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import dev.danskin.api.kernel.Projections;
import dev.danskin.api.kernel.Rows;
import dev.danskin.api.kernel.Sums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The sums of {@link Projections} over one instance y = z[from … from + n) with the bounds low and high at places shift + i. One
 * vector at a time; accumulator j of {@link Sums} is lane j mod lanes of vector j / lanes.
 */
final class VectorProjections {
  private static final int LENGTH = DOUBLES.length();

  private final float[] z;
  private final int from;
  private final int n;
  private final float[] low;
  private final float[] high;
  private final int shift;
  private final double[] first = new double[Sums.WIDTH];
  private final double[] second = new double[Sums.WIDTH];

  VectorProjections(float[] z, int from, int n, float[] low, float[] high, int shift) {
    this.z = z;
    this.from = from;
    this.n = n;
    this.low = low;
    this.high = high;
    this.shift = shift;
  }

  /** The factor of the projection onto the L2 ball. */
  double scale(double radius) {
    return Projections.scale(radius, 1, clippedSquare(), this::scalePass);
  }

  private double clippedSquare() {
    clear();
    for (int j = 0; j < Sums.WIDTH; j += LENGTH) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int i = from + j; i <= from + n - LENGTH; i += Sums.WIDTH) {
        DoubleVector c = clip(Lanes.doubles(z, i), i);
        sum = c.mul(c).add(sum);
      }
      sum.intoArray(first, j);
    }
    for (int i = tail(); i < n; i++) {
      double c = Rows.clipped(z[from + i], 1, low[shift + from + i], high[shift + from + i]);
      first[i & 15] += c * c;
    }
    return Sums.tree(first);
  }

  /** From here on less than a vector is left. */
  private int tail() {
    return n & -LENGTH;
  }

  private void clear() {
    java.util.Arrays.fill(first, 0);
    java.util.Arrays.fill(second, 0);
  }

  private DoubleVector clip(DoubleVector v, int i) {
    DoubleVector lo = Lanes.doubles(low, shift + i);
    DoubleVector hi = Lanes.doubles(high, shift + i);
    DoubleVector above = v.blend(lo, v.compare(LT, lo));
    return above.blend(hi, above.compare(GT, hi));
  }

  private void scalePass(double s, double[] sums) {
    clear();
    for (int j = 0; j < Sums.WIDTH; j += LENGTH) {
      DoubleVector fixed = DoubleVector.zero(DOUBLES);
      DoubleVector free = fixed;
      for (int i = from + j; i <= from + n - LENGTH; i += Sums.WIDTH) {
        DoubleVector y = Lanes.doubles(z, i);
        DoubleVector lo = Lanes.doubles(low, shift + i);
        DoubleVector hi = Lanes.doubles(high, shift + i);
        DoubleVector v = y.mul(s);
        VectorMask<Double> inside = v.compare(GT, lo).and(v.compare(LT, hi)).and(y.compare(NE, 0.0));
        if (s == 0) {
          inside = inside.or(y.compare(GT, 0.0).and(hi.compare(GT, 0.0))).or(y.compare(LT, 0.0).and(lo.compare(LT, 0.0)));
        }
        DoubleVector c = v.blend(lo, v.compare(LT, lo));
        c = c.blend(hi, c.compare(GT, hi)).blend(0.0, y.compare(NE, 0.0).not());
        free = y.mul(y).blend(0.0, inside.not()).add(free);
        fixed = c.mul(c).blend(0.0, inside).add(fixed);
      }
      fixed.intoArray(first, j);
      free.intoArray(second, j);
    }
    for (int i = tail(); i < n; i++) {
      double y = z[from + i];
      double lo = low[shift + from + i];
      double hi = high[shift + from + i];
      if (Rows.free(y, s, lo, hi)) {
        second[i & 15] += y * y;
      } else {
        double c = Rows.clipped(y, s, lo, hi);
        first[i & 15] += c * c;
      }
    }
    sums[0] = Sums.tree(first);
    sums[1] = Sums.tree(second);
  }

  /** τ of the projection onto the L1 ball. */
  double threshold(double radius) {
    return Projections.threshold(radius, VectorSums.largest(z, from, n), this::thresholdPass);
  }

  private void thresholdPass(double tau, double[] sums) {
    clear();
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    for (int j = 0; j < Sums.WIDTH; j += LENGTH) {
      DoubleVector norm = DoubleVector.zero(DOUBLES);
      DoubleVector active = norm;
      for (int i = from + j; i <= from + n - LENGTH; i += Sums.WIDTH) {
        DoubleVector y = Lanes.doubles(z, i);
        DoubleVector room = Lanes.doubles(low, shift + i).neg().blend(Lanes.doubles(high, shift + i), y.compare(GT, 0.0));
        DoubleVector left = y.abs().sub(tau);
        DoubleVector kept = left.blend(0.0, left.compare(LE, 0.0));
        norm = kept.blend(room, kept.compare(GT, room)).add(norm);
        active = active.add(one, left.compare(GT, 0.0).and(left.compare(LT, room)));
      }
      norm.intoArray(first, j);
      active.intoArray(second, j);
    }
    for (int i = tail(); i < n; i++) {
      double y = z[from + i];
      double left = Math.abs(y) - tau;
      double room = y > 0 ? high[shift + from + i] : -low[shift + from + i];
      first[i & 15] += Math.min(Math.max(left, 0), room);
      second[i & 15] += left > 0 && left < room ? 1 : 0;
    }
    sums[0] = Sums.tree(first);
    sums[1] = Sums.tree(second);
  }

  /** The projection onto the L1 ball, once τ is known. */
  void shrink(double tau, float[] out) {
    int i = from;
    for (; i <= from + n - LENGTH; i += LENGTH) {
      DoubleVector y = Lanes.doubles(z, i);
      DoubleVector left = y.abs().sub(tau);
      left = left.blend(0.0, left.compare(LE, 0.0));
      DoubleVector v = left.blend(left.neg(), Lanes.bits(y).compare(LT, 0).cast(DOUBLES));
      Lanes.half(v.max(Lanes.doubles(low, shift + i)).min(Lanes.doubles(high, shift + i))).intoArray(out, i);
    }
    for (; i < from + n; i++) {
      double shrunk = Math.copySign(Math.max(Math.abs((double) z[i]) - tau, 0), z[i]);
      out[i] = (float) Math.min(Math.max(shrunk, low[shift + i]), high[shift + i]);
    }
  }
}
