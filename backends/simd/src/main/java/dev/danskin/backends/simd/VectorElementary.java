package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.DOUBLES;
import static dev.danskin.backends.simd.Lanes.LONGS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.I2L;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.danskin.api.kernel.Elementary;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link Elementary}, lane by lane, operation by operation. Each function is one loop: the compiler does not inline a method that it has
 * compiled to much code before, and a vector that crosses a call costs an object.
 */
final class VectorElementary {
  private static final double[] EXP = Elementary.expCoefficients();
  private static final double E0 = EXP[0];
  private static final double E1 = EXP[1];
  private static final double E2 = EXP[2];
  private static final double E3 = EXP[3];
  private static final double E4 = EXP[4];
  private static final double E5 = EXP[5];
  private static final double E6 = EXP[6];
  private static final double E7 = EXP[7];
  private static final double E8 = EXP[8];
  private static final double E9 = EXP[9];
  private static final double[] LOG = Elementary.logCoefficients();
  private static final double L0 = LOG[0];
  private static final double L1 = LOG[1];
  private static final double L2 = LOG[2];
  private static final double L3 = LOG[3];
  private static final double L4 = LOG[4];
  private static final double L5 = LOG[5];
  private static final double L6 = LOG[6];
  private static final double[] SIN = Elementary.sinCoefficients();
  private static final double S0 = SIN[0];
  private static final double S1 = SIN[1];
  private static final double S2 = SIN[2];
  private static final double S3 = SIN[3];
  private static final double S4 = SIN[4];
  private static final double S5 = SIN[5];
  private static final double[] COS = Elementary.cosCoefficients();
  private static final double C0 = COS[0];
  private static final double C1 = COS[1];
  private static final double C2 = COS[2];
  private static final double C3 = COS[3];
  private static final double C4 = COS[4];
  private static final double C5 = COS[5];
  private static final long TWO52_BITS = Double.doubleToRawLongBits(Elementary.TWO52);

  private VectorElementary() {}

  /** e[k] ← e^x[k] for k below n, a multiple of the lanes; no x[k] exceeds 0. */
  static void exp(double[] x, double[] e, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, k);
      DoubleVector shifted = v.fma(Elementary.LOG2_E, Elementary.ROUND);
      DoubleVector m = shifted.sub(Elementary.ROUND);
      DoubleVector r = m.fma(all(-Elementary.LN2_LOW), m.fma(all(-Elementary.LN2_HIGH), v));
      DoubleVector q = r.mul(r);
      DoubleVector w = q.mul(q);
      DoubleVector low = r.fma(E3, E2).fma(q, r.fma(E1, E0));
      DoubleVector high = r.fma(E7, E6).fma(q, r.fma(E5, E4));
      DoubleVector h = r.fma(E9, E8).fma(w, high).fma(w, low);
      DoubleVector p = q.fma(h, r).add(1);
      DoubleVector scaled = Lanes.bits(p).add(Lanes.bits(shifted).lanewise(LSHL, 52)).viewAsFloatingLanes();
      scaled.blend(0.0, v.compare(LT, Elementary.EXP_LOWEST)).intoArray(e, k);
    }
  }

  private static DoubleVector all(double c) {
    return DoubleVector.broadcast(DOUBLES, c);
  }

  /** u[k] ← {@link Elementary#unit} of the words upper[k] and lower[k], for k below n, a multiple of the lanes. */
  static void units(long[] upper, long[] lower, double[] u, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      LongVector j = LongVector.fromArray(LONGS, upper, k).lanewise(LSHL, 20).or(LongVector.fromArray(LONGS, lower, k).lanewise(LSHR, 12));
      all(2).sub(j.or(Elementary.ONE_BITS).viewAsFloatingLanes()).intoArray(u, k);
    }
  }

  /** x[k] ← ln x[k] for k below n, a multiple of the lanes. */
  static void log(double[] x, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      LongVector bits = Lanes.bits(DoubleVector.fromArray(DOUBLES, x, k));
      LongVector exponent = bits.sub(Elementary.SQRT_HALF_BITS).lanewise(ASHR, 52);
      DoubleVector f = bits.sub(exponent.lanewise(LSHL, 52)).viewAsFloatingLanes().sub(1);
      DoubleVector e = exponent.add(2048 + TWO52_BITS).viewAsFloatingLanes().sub(Elementary.TWO52 + 2048);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector w = z.mul(z);
      DoubleVector upper = w.fma(all(L6), z.fma(L5, L4)).fma(w, z.fma(L3, L2));
      DoubleVector h = upper.fma(w, z.fma(L1, L0));
      DoubleVector half = f.mul(0.5).mul(f);
      DoubleVector rest = e.fma(all(Elementary.LN2_LOW), s.mul(z.fma(h, half)));
      e.fma(all(Elementary.LN2_HIGH), f.sub(half.sub(rest))).intoArray(x, k);
    }
  }

  /** The two numbers of Box and Muller, interleaved from out[at] on: (−2·logs)^½ times cos and sin of 2π·turn/2³². */
  static void pairs(double[] logs, long[] turn, float[] out, int at, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      LongVector t = LongVector.fromArray(LONGS, turn, k);
      LongVector quarter = t.add(1L << 29).lanewise(LSHR, 30);
      DoubleVector r = t.sub(quarter.lanewise(LSHL, 30)).add((1L << 31) + TWO52_BITS).viewAsFloatingLanes()
          .sub(Elementary.TWO52 + 0x1p31).mul(Elementary.TURN);
      DoubleVector z = r.mul(r);
      DoubleVector w = z.mul(z);
      DoubleVector sines = z.fma(S5, S4).fma(w, z.fma(S3, S2)).fma(w, z.fma(S1, S0));
      DoubleVector cosines = z.fma(C5, C4).fma(w, z.fma(C3, C2)).fma(w, z.fma(C1, C0));
      DoubleVector sin = r.mul(z).fma(sines, r);
      DoubleVector cos = w.fma(cosines, z.fma(-0.5, 1));
      VectorMask<Double> odd = quarter.and(1).compare(NE, 0).cast(DOUBLES);
      // Bit 1 of the quarter, moved to the place of the sign.
      LongVector c = Lanes.bits(cos.blend(sin, odd)).lanewise(XOR, quarter.add(1).and(2).lanewise(LSHL, 62));
      LongVector s = Lanes.bits(sin.blend(cos, odd)).lanewise(XOR, quarter.and(2).lanewise(LSHL, 62));
      DoubleVector length = DoubleVector.fromArray(DOUBLES, logs, k).mul(-2).sqrt();
      FloatVector even = (FloatVector) length.mul(c.viewAsFloatingLanes()).convertShape(D2F, Lanes.HALF, 0);
      FloatVector next = (FloatVector) length.mul(s.viewAsFloatingLanes()).convertShape(D2F, Lanes.HALF, 0);
      LongVector low = (LongVector) even.viewAsIntegralLanes().convertShape(I2L, LONGS, 0);
      LongVector high = (LongVector) next.viewAsIntegralLanes().convertShape(I2L, LONGS, 0);
      low.and(0xFFFFFFFFL).or(high.lanewise(LSHL, 32)).reinterpretAsFloats().intoArray(out, at + 2 * k);
    }
  }
}
