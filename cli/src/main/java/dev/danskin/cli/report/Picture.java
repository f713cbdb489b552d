package dev.danskin.cli.report;

import dev.danskin.bench.report.Html;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** An input [1 or 3, H, W] with values in [0, 1] as a picture inside the page. */
final class Picture {
  private Picture() {}

  static boolean possible(int[] shape) {
    return shape.length == 3 && (shape[0] == 1 || shape[0] == 3) && shape[1] >= 4 && shape[2] >= 4;
  }

  /** An {@code img} element; values outside [0, 1] are cut. */
  static String of(double[] x, int[] shape, String caption) {
    int h = shape[1];
    int w = shape[2];
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < h * w; i++) {
      int r = level(x[i]);
      int g = shape[0] == 3 ? level(x[h * w + i]) : r;
      int b = shape[0] == 3 ? level(x[2 * h * w + i]) : r;
      image.setRGB(i % w, i / w, r << 16 | g << 8 | b);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "<img alt=\"" + Html.text(caption) + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png.toByteArray()) + "\">";
  }

  /** The change, amplified so that its largest element is white or black on grey. */
  static String change(double[] before, double[] after, int[] shape, String caption) {
    double most = 1e-12;
    for (int i = 0; i < before.length; i++) {
      most = Math.max(most, Math.abs(after[i] - before[i]));
    }
    double[] d = new double[before.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = 0.5 + 0.5 * (after[i] - before[i]) / most;
    }
    return of(d, shape, caption);
  }

  private static int level(double v) {
    return (int) Math.round(255 * Math.min(Math.max(v, 0), 1));
  }
}
