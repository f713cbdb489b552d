package dev.danskin.api.kernel;

/**
 * exp, log, and sine and cosine of a fraction of a turn, in binary64 by polynomials in a fixed order of operations: additions,
 * multiplications and divisions only, none of them fused. Scalar and vector twins that follow this order give the same bits on
 * every machine, interpreted or compiled. Reductions and coefficients as in fdlibm (Sun 1993); exp by the Taylor polynomial of
 * degree 13. Errors: below 1 ulp for exp and log, 2⁻⁵³ absolute for sine and cosine (tested against StrictMath).
 */
public final class Elementary {
  /** Adding and subtracting it rounds a number below 2⁵¹ in size to the nearest integer. */
  public static final double ROUND = 0x1.8p52;
  /** 2⁵²: its bits, or'ed with an integer below 2⁵², are the number 2⁵² + integer. */
  public static final double TWO52 = 0x1p52;
  /** 1 / ln 2. */
  public static final double LOG2_E = 1.4426950408889634;
  /** The leading 32 bits of ln 2. */
  public static final double LN2_HIGH = 6.93147180369123816490e-01;
  /** ln 2 − {@link #LN2_HIGH}. */
  public static final double LN2_LOW = 1.90821492927058770002e-10;
  /** From here down, exp is 0: below it the result would be subnormal. */
  public static final double EXP_LOWEST = -708;
  /** From here up, exp is +∞. */
  public static final double EXP_HIGHEST = 709.5;
  /** 2π · 2⁻³². */
  public static final double TURN = 0x1.921fb54442d18p-30;
  /** √½ rounded down: mantissas from here to twice as much are reduced to log's polynomial. */
  public static final long SQRT_HALF_BITS = 0x3FE6A09E00000000L;

  /** 1/k!, from k = 13 down to 2. */
  private static final double[] EXP = {
    1.6059043836821613e-10, 2.08767569878681e-09, 2.505210838544172e-08, 2.755731922398589e-07, 2.7557319223985893e-06,
    2.48015873015873e-05, 1.984126984126984e-04, 1.388888888888889e-03, 8.333333333333333e-03, 4.1666666666666664e-02,
    1.6666666666666666e-01, 0.5};
  private static final double[] LOG = {
    1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
    2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01};
  private static final double[] SIN = {
    1.58969099521155010221e-10, -2.50507602534068634195e-08, 2.75573137070700676789e-06, -1.98412698298579493134e-04,
    8.33333333332248946124e-03, -1.66666666666666324348e-01};
  private static final double[] COS = {
    -1.13596475577881948265e-11, 2.08757232129817482790e-09, -2.75573143513906633035e-07, 2.48015872894767294178e-05,
    -1.38888888888741095749e-03, 4.16666666666666019037e-02};

  private Elementary() {}

  /** The polynomial of exp, highest power first: e^r ≈ 1 + r + r²·(…); a copy. */
  public static double[] expCoefficients() {
    return EXP.clone();
  }

  /** The polynomial of log in s², s = f/(2 + f), highest power first; a copy. */
  public static double[] logCoefficients() {
    return LOG.clone();
  }

  /** sin r ≈ r + r³·(…), in r², highest power first; a copy. */
  public static double[] sinCoefficients() {
    return SIN.clone();
  }

  /** cos r ≈ 1 − r²/2 + r⁴·(…), in r², highest power first; a copy. */
  public static double[] cosCoefficients() {
    return COS.clone();
  }

  private static double horner(double[] c, double x) {
    double p = c[0];
    for (int i = 1; i < c.length; i++) {
      p = p * x + c[i];
    }
    return p;
  }

  /** e^x; 0 below −708, +∞ from 709.5 on, NaN for NaN. */
  public static double exp(double x) {
    if (x != x) {
      return x;
    }
    if (x < EXP_LOWEST) {
      return 0;
    }
    if (x >= EXP_HIGHEST) {
      return Double.POSITIVE_INFINITY;
    }
    double shifted = x * LOG2_E + ROUND;
    double n = shifted - ROUND;
    double r = (x - n * LN2_HIGH) - n * LN2_LOW;
    double p = 1 + (r + r * r * horner(EXP, r));
    return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + (Double.doubleToRawLongBits(shifted) << 52));
  }

  /** ln x for normal x &gt; 0; other arguments are not asked for and give no sensible number. */
  public static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long exponent = (bits - SQRT_HALF_BITS) >> 52;
    double m = Double.longBitsToDouble(bits - (exponent << 52));
    double n = whole(exponent);
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double half = 0.5 * f * f;
    double rest = s * (half + z * horner(LOG, z));
    return n * LN2_HIGH - ((half - (rest + n * LN2_LOW)) - f);
  }

  /** A small integer as a number, without a conversion instruction. */
  private static double whole(long n) {
    return Double.longBitsToDouble((n + 2048) + Double.doubleToRawLongBits(TWO52)) - (TWO52 + 2048);
  }

  /**
   * cos and sin of 2π·turn/2³².
   *
   * @param turn 0 ≤ turn &lt; 2³²
   * @param out the cosine goes to out[at], the sine to out[at + 1]
   */
  public static void cosSin(long turn, double[] out, int at) {
    long quarter = (turn + (1L << 29)) >>> 30;
    double r = (Double.longBitsToDouble((turn - (quarter << 30) + (1L << 31)) + Double.doubleToRawLongBits(TWO52)) - (TWO52 + 0x1p31)) * TURN;
    double z = r * r;
    double sin = r + r * z * horner(SIN, z);
    double cos = (1 - 0.5 * z) + z * z * horner(COS, z);
    boolean odd = (quarter & 1) != 0;
    double c = odd ? sin : cos;
    double s = odd ? cos : sin;
    out[at] = ((quarter + 1) & 2) != 0 ? -c : c;
    out[at + 1] = (quarter & 2) != 0 ? -s : s;
  }
}
