package dev.danskin.runtime.config;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them: {@code 0.1}, {@code 8/255}, {@code 0.1/30}, {@code 2*8/255}. */
public final class Numbers {
  private Numbers() {}

  /**
   * The value of a number or of products and quotients of numbers, from left to right.
   *
   * @throws NumberFormatException in one sentence if the text is something else
   */
  public static double parse(String text) {
    String[] tokens = text.trim().split("(?<=[*/])|(?=[*/])");
    try {
      double value = Double.parseDouble(tokens[0].trim());
      for (int i = 1; i + 1 < tokens.length; i += 2) {
        double operand = Double.parseDouble(tokens[i + 1].trim());
        value = tokens[i].equals("/") ? value / operand : value * operand;
      }
      if (tokens.length % 2 == 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, in words.
    }
    throw new NumberFormatException("expected a number such as 0.1 or 8/255, found '" + text + "'");
  }

  /**
   * A whole number in a file.
   *
   * @param key what it is called, for the message
   * @throws RequestException if the text is none in [−most − 1, most]
   */
  public static long whole(String key, String text, long most) {
    try {
      long value = Long.parseLong(text);
      if (value <= most && value >= -most - 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new RequestException(key + ": expected a whole number up to " + most + ", found '" + text + "'");
  }

  /** At most four significant digits and no more zeros than needed: {@code 0.1}, {@code 8.5}, {@code 12.3}; – for NaN. */
  public static String shown(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "–" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    boolean readable = rounded.signum() == 0 || Math.abs(value) >= 1e-6 && Math.abs(value) < 1e9;
    return readable ? rounded.toPlainString() : rounded.toString();
  }
}
