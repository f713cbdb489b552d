package dev.danskin.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * The logarithmic axis of a chart: where a value stands, and grid lines at 1, 2 and 5 times powers of ten.
 *
 * @param low the value at {@code left}, &gt; 0; {@code high} that at {@code right}
 */
public record LogAxis(double low, double high, int left, int right) {
  /** The place of a value. */
  public double x(double value) {
    return left + Math.log(value / low) / Math.log(high / low) * (right - left);
  }

  /** SVG lines from {@code top} to {@code bottom} with numbers above them; the line at 1 is of class one, the others of class grid. */
  public String grid(int top, int bottom) {
    StringBuilder lines = new StringBuilder();
    for (int power = -6; power <= 9; power++) {
      for (int m : new int[] {1, 2, 5}) {
        double tick = m * Math.pow(10, power);
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          lines.append(String.format(Locale.ROOT, "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text class=\"v\" x=\"%.1f\" y=\"%d\" "
              + "text-anchor=\"middle\">%s</text>\n", m == 1 && power == 0 ? "one" : "grid", x(tick), x(tick), top, bottom, x(tick), top - 6,
              new BigDecimal(tick).round(new MathContext(1)).stripTrailingZeros().toPlainString()));
        }
      }
    }
    return lines.toString();
  }
}
