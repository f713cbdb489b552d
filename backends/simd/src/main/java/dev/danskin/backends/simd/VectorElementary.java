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
  private static final double E10 = EXP[10];
  private static final double E11 = EXP[11];
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

  /** e[k] ← e^(z[from + k] − top) for k below n, a multiple of the lanes; none of the differences exceeds 0. */
  static void exp(float[] z, int from, double top, double[] e, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      DoubleVector x = Lanes.doubles(z, from + k).sub(top);
      DoubleVector shifted = x.mul(Elementary.LOG2_E).add(Elementary.ROUND);
      DoubleVector m = shifted.sub(Elementary.ROUND);
      DoubleVector r = x.sub(m.mul(Elementary.LN2_HIGH)).sub(m.mul(Elementary.LN2_LOW));
      DoubleVector h = r.mul(E0).add(E1).mul(r).add(E2).mul(r).add(E3).mul(r).add(E4).mul(r).add(E5).mul(r).add(E6)
          .mul(r).add(E7).mul(r).add(E8).mul(r).add(E9).mul(r).add(E10).mul(r).add(E11);
      DoubleVector p = r.mul(r).mul(h).add(r).add(1);
      DoubleVector scaled = Lanes.bits(p).add(Lanes.bits(shifted).lanewise(LSHL, 52)).viewAsFloatingLanes();
      scaled.blend(0.0, x.compare(LT, Elementary.EXP_LOWEST)).blend(x, x.compare(NE, x)).intoArray(e, k);
    }
  }

  /** r[k] ← (−2 ln u)^½, u = (j + 1)·2⁻⁵³ where j are the 53 bits of the word upper[k] and the first 21 of lower[k]. */
  static void radii(long[] upper, long[] lower, double[] radius, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      LongVector j = LongVector.fromArray(LONGS, upper, k).lanewise(LSHL, 21).or(LongVector.fromArray(LONGS, lower, k).lanewise(LSHR, 11)).add(1);
      DoubleVector high = j.lanewise(LSHR, 32).add(TWO52_BITS).viewAsFloatingLanes().sub(Elementary.TWO52);
      DoubleVector low = j.and(0xFFFFFFFFL).add(TWO52_BITS).viewAsFloatingLanes().sub(Elementary.TWO52);
      LongVector bits = Lanes.bits(high.mul(0x1p-21).add(low.mul(0x1p-53)));
      LongVector exponent = bits.sub(Elementary.SQRT_HALF_BITS).lanewise(ASHR, 52);
      DoubleVector m = bits.sub(exponent.lanewise(LSHL, 52)).viewAsFloatingLanes();
      DoubleVector e = exponent.add(2048 + TWO52_BITS).viewAsFloatingLanes().sub(Elementary.TWO52 + 2048);
      DoubleVector f = m.sub(1);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector half = f.mul(0.5).mul(f);
      DoubleVector h = z.mul(L0).add(L1).mul(z).add(L2).mul(z).add(L3).mul(z).add(L4).mul(z).add(L5).mul(z).add(L6);
      DoubleVector rest = s.mul(z.mul(h).add(half));
      DoubleVector log = e.mul(Elementary.LN2_HIGH).sub(half.sub(rest.add(e.mul(Elementary.LN2_LOW))).sub(f));
      log.mul(-2).sqrt().intoArray(radius, k);
    }
  }

  /** The two numbers of Box and Muller, interleaved from out[at] on: radius times cos and sin of 2π·turn/2³². */
  static void pairs(double[] radius, long[] turn, float[] out, int at, int n) {
    for (int k = 0; k < n; k += DOUBLES.length()) {
      LongVector t = LongVector.fromArray(LONGS, turn, k);
      LongVector quarter = t.add(1L << 29).lanewise(LSHR, 30);
      DoubleVector r = t.sub(quarter.lanewise(LSHL, 30)).add((1L << 31) + TWO52_BITS).viewAsFloatingLanes()
          .sub(Elementary.TWO52 + 0x1p31).mul(Elementary.TURN);
      DoubleVector z = r.mul(r);
      DoubleVector sin = r.mul(z).mul(z.mul(S0).add(S1).mul(z).add(S2).mul(z).add(S3).mul(z).add(S4).mul(z).add(S5)).add(r);
      DoubleVector cos = DoubleVector.broadcast(DOUBLES, 1).sub(z.mul(0.5))
          .add(z.mul(z).mul(z.mul(C0).add(C1).mul(z).add(C2).mul(z).add(C3).mul(z).add(C4).mul(z).add(C5)));
      VectorMask<Double> odd = quarter.and(1).compare(NE, 0).cast(DOUBLES);
      // Bit 1 of the quarter, moved to the place of the sign.
      LongVector c = Lanes.bits(cos.blend(sin, odd)).lanewise(XOR, quarter.add(1).and(2).lanewise(LSHL, 62));
      LongVector s = Lanes.bits(sin.blend(cos, odd)).lanewise(XOR, quarter.and(2).lanewise(LSHL, 62));
      DoubleVector length = DoubleVector.fromArray(DOUBLES, radius, k);
      FloatVector even = (FloatVector) length.mul(c.viewAsFloatingLanes()).convertShape(D2F, Lanes.HALF, 0);
      FloatVector next = (FloatVector) length.mul(s.viewAsFloatingLanes()).convertShape(D2F, Lanes.HALF, 0);
      LongVector low = (LongVector) even.viewAsIntegralLanes().convertShape(I2L, LONGS, 0);
      LongVector high = (LongVector) next.viewAsIntegralLanes().convertShape(I2L, LONGS, 0);
      low.and(0xFFFFFFFFL).or(high.lanewise(LSHL, 32)).reinterpretAsFloats().intoArray(out, at + 2 * k);
    }
  }
}
