package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.kernel.Elementary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Elementary functions against StrictMath, whose results are within an ulp of the truth. */
@Tag("arithmetic")
class ElementaryTest {
  private static double ulps(double found, double expected) {
    return Math.abs(found - expected) / Math.ulp(expected);
  }

  @Test
  void required_elementary01_exp() {
    Property.check(20_000, random -> {
      double x = -708 + random.nextDouble() * 1417;
      assertThat(ulps(Elementary.exp(x), StrictMath.exp(x))).as("exp(%s)", x).isLessThanOrEqualTo(2);
      double small = (random.nextDouble() - 0.5) * Math.pow(2, -random.nextInt(60));
      assertThat(ulps(Elementary.exp(small), StrictMath.exp(small))).as("exp(%s)", small).isLessThanOrEqualTo(2);
    });
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.exp(Double.NaN)).isNaN();
    assertThat(Elementary.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void required_elementary02_log() {
    Property.check(20_000, random -> {
      double x = (1 + random.nextDouble()) * Math.pow(2, random.nextInt(600) - 300);
      assertThat(ulps(Elementary.log(x), StrictMath.log(x))).as("log(%s)", x).isLessThanOrEqualTo(2);
      double near = 1 + (random.nextDouble() - 0.5) * Math.pow(2, -random.nextInt(50));
      assertThat(ulps(Elementary.log(near), StrictMath.log(near))).as("log(%s)", near).isLessThanOrEqualTo(2);
    });
    assertThat(Elementary.log(1)).isZero();
  }

  @Test
  void required_elementary03_cosAndSinOfATurn() {
    double[] pair = new double[2];
    Property.check(20_000, random -> {
      long turn = random.nextInt() & 0xFFFFFFFFL;
      Elementary.cosSin(turn, pair, 0);
      double angle = 2 * Math.PI * (turn * 0x1p-32);
      assertThat(Math.abs(pair[0] - StrictMath.cos(angle))).as("cos %s", turn).isLessThan(1.5e-15);
      assertThat(Math.abs(pair[1] - StrictMath.sin(angle))).as("sin %s", turn).isLessThan(1.5e-15);
      assertThat(Math.abs(pair[0] * pair[0] + pair[1] * pair[1] - 1)).isLessThan(5e-16);
    });
    for (int quarter = 0; quarter < 4; quarter++) {
      Elementary.cosSin((long) quarter << 30, pair, 0);
      assertThat(Math.round(pair[0]) + 10 * Math.round(pair[1])).isEqualTo(new long[] {1, 10, -1, -10}[quarter]);
    }
  }
}
