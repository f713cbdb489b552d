package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.api.Draws;
import dev.danskin.api.Labels;
import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.FloatTensor;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Handwriting that nobody wrote: the ten digits as strokes, each drawn with its own slant, stretch, shift, wobble, pen
 * width and noise, 28×28 grey. An image is a function of (split, id): counter-based draws and {@link StrictMath} make it
 * the same bytes on every machine. Values are multiples of 1/255.
 */
final class Strokes implements Dataset {
  private static final int SIDE = 28;
  private static final String VERSION = "strokes 1";
  private final String source;
  private final int size;
  private final Draws draws;

  private Strokes(String source, int size, String split) {
    this.source = source;
    this.size = size;
    draws = Philox.of(0, VERSION + "." + split);
  }

  /** 10,000 images to evaluate on. */
  static Strokes test() {
    return new Strokes("strokes", 10_000, "test");
  }

  /** 60,000 others to train on. */
  static Strokes train() {
    return new Strokes("strokes-train", 60_000, "train");
  }

  @Override
  public String source() {
    return source;
  }

  /** Of the generator's version and split: the images follow from them. */
  @Override
  public String digest() {
    MessageDigest digest = StoredBytes.sha256();
    digest.update((VERSION + " " + source + " " + size).getBytes(StandardCharsets.UTF_8));
    return StoredBytes.hex(digest);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int[] inputShape() {
    return new int[] {1, SIDE, SIDE};
  }

  @Override
  public List<String> classes() {
    return Bytes.numbered(10);
  }

  @Override
  public Domain domain() {
    return Domain.unit(inputShape());
  }

  @Override
  public Batch batch(long... ids) {
    Shape shape = Shape.rows(ids.length, inputShape());
    float[] x = new float[shape.size()];
    int[] y = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      java.util.Objects.checkIndex(Math.toIntExact(ids[i]), size);
      y[i] = draws.at("class").index(ids[i], 0, 10);
      draw(ids[i], y[i], x, i * SIDE * SIDE);
    }
    return new Batch(FloatTensor.wrap(x, shape), new Labels.Classes(y), ids.clone());
  }

  /** Where a point of the unit square goes: x′ = a x + b y + c, y′ = d x + e y + f, in pixels. */
  private record Placement(double a, double b, double c, double d, double e, double f) {
    static Placement random(double[] u) {
      double angle = 0.5 * (u[0] - 0.5);
      double shear = 0.7 * (u[1] - 0.5);
      double width = 14 + 6 * u[2];
      double height = 17 + 5 * u[3];
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      double a = cos * width;
      double b = cos * shear * width - sin * height;
      double d = sin * width;
      double e = sin * shear * width + cos * height;
      double cx = SIDE / 2.0 + 4 * (u[4] - 0.5);
      double cy = SIDE / 2.0 + 4 * (u[5] - 0.5);
      return new Placement(a, b, cx - (a + b) / 2, d, e, cy - (d + e) / 2);
    }

    double x(double px, double py) {
      return a * px + b * py + c;
    }

    double y(double px, double py) {
      return d * px + e * py + f;
    }
  }

  private double[] uniform(long id, String what, int n) {
    Tensor t = Memory.heap().allocate(DType.FLOAT64, Shape.of(1, n));
    return draws.at(what).uniform(new long[] {id}, 0, t).toDoubles();
  }

  private void draw(long id, int digit, float[] image, int from) {
    double[] u = uniform(id, "pen", 16);
    Placement placement = Placement.random(u);
    double[] wobble = uniform(id, "wobble", 64);
    double width = 0.9 + 0.9 * u[6];
    double ink = 0.75 + 0.25 * u[7];
    double[] distance = new double[SIDE * SIDE];
    java.util.Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int corner = 0;
    for (double[] stroke : Digits.of(digit, u[8])) {
      double[] bent = stroke.clone();
      double drift = 0.05;
      double startX = drift * 2 * (wobble[corner++ % 64] - 0.5);
      double startY = drift * 2 * (wobble[corner++ % 64] - 0.5);
      double endX = drift * 2 * (wobble[corner++ % 64] - 0.5);
      double endY = drift * 2 * (wobble[corner++ % 64] - 0.5);
      int points = bent.length / 2;
      for (int k = 0; k < points; k++) {
        double t = (double) k / (points - 1);
        double x = bent[2 * k] + (1 - t) * startX + t * endX;
        double y = bent[2 * k + 1] + (1 - t) * startY + t * endY;
        bent[2 * k] = placement.x(x, y);
        bent[2 * k + 1] = placement.y(x, y);
      }
      for (int k = 0; k + 1 < points; k++) {
        segment(distance, bent[2 * k], bent[2 * k + 1], bent[2 * k + 2], bent[2 * k + 3]);
      }
    }
    double[] noise = uniform(id, "noise", SIDE * SIDE);
    for (int i = 0; i < distance.length; i++) {
      double covered = Math.min(1, Math.max(0, width + 0.5 - distance[i]));
      double value = ink * covered + 0.16 * (noise[i] - 0.5) * (0.3 + covered);
      image[from + i] = Math.round(255 * Math.min(1, Math.max(0, value))) / 255f;
    }
  }

  /** Lowers each pixel's distance to that of the segment (x0, y0)–(x1, y1). */
  private static void segment(double[] distance, double x0, double y0, double x1, double y1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = dx * dx + dy * dy;
    for (int i = 0; i < distance.length; i++) {
      double px = i % SIDE + 0.5 - x0;
      double py = i / SIDE + 0.5 - y0;
      double t = length == 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
      double ex = px - t * dx;
      double ey = py - t * dy;
      distance[i] = Math.min(distance[i], Math.sqrt(ex * ex + ey * ey));
    }
  }
}
