package dev.danskin.solvers;

import dev.danskin.api.FeasibleSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Windows that are filled with a pattern of two pyramids, one up and one down, and take the mass of another window, so that the norm of the
 * perturbation stays the radius.
 */
final class PyramidWindows implements Windows {
  /** Tiles along each side of the first perturbation. */
  private static final int TILES = 5;
  private static final double GUARD = 1e-12;

  private final Image image;
  private final double radius;
  private final Map<Integer, double[]> patterns = new HashMap<>();

  PyramidWindows(Image image, double radius) {
    if (image.rows() < TILES || image.columns() < TILES) {
      throw new IllegalArgumentException("expected images of at least " + TILES + " rows and columns, found " + image.rows() + " and "
          + image.columns() + "; use linf or a gradient attack");
    }
    this.image = image;
    this.radius = radius;
  }

  @Override
  public void sets(FeasibleSet sets, int instances) {}

  @Override
  public int startNumbers() {
    return TILES * TILES * (1 + image.channels());
  }

  @Override
  public void start(int instance, double[] u, double[] delta) {
    int side = Math.min(image.rows(), image.columns()) / TILES;
    int top = (image.rows() - TILES * side) / 2;
    int left = (image.columns() - TILES * side) / 2;
    java.util.Arrays.fill(delta, 0);
    for (int tile = 0, k = 0; tile < TILES * TILES; tile++) {
      boolean across = u[k++] < 0.5;
      for (int c = 0; c < image.channels(); c++) {
        double sign = u[k++] < 0.5 ? -1 : 1;
        fill(delta, c, top + tile / TILES * side, left + tile % TILES * side, side, across, sign);
      }
    }
    toSphere(delta);
  }

  private void fill(double[] delta, int channel, int top, int left, int side, boolean across, double factor) {
    double[] pattern = pattern(side);
    for (int r = 0; r < side; r++) {
      for (int k = 0; k < side; k++) {
        delta[image.index(channel, top + r, left + k)] = factor * (across ? pattern[k * side + r] : pattern[r * side + k]);
      }
    }
  }

  @Override
  public int numbers() {
    return 5 + image.channels();
  }

  @Override
  public void propose(int instance, double share, double[] u, double[] delta) {
    int shorter = Math.min(image.rows(), image.columns());
    int side = Math.max((int) Math.round(Math.sqrt(share * image.rows() * image.columns())), 3);
    side = Math.min(side + (side % 2 == 0 ? 1 : 0), shorter);
    int[] first = {(int) (u[0] * (image.rows() - side + 1)), (int) (u[1] * (image.columns() - side + 1))};
    int[] second = {(int) (u[2] * (image.rows() - side + 1)), (int) (u[3] * (image.columns() - side + 1))};
    double room = Math.max(radius * radius - square(delta), 0) / image.channels();
    for (int c = 0; c < image.channels(); c++) {
      replace(delta, c, side, first, second, u[4] < 0.5, u[5 + c] < 0.5 ? -1 : 1, room);
    }
    toSphere(delta);
  }

  /** The first window takes the pattern, what it held, and the mass of both; the second becomes 0 where it lies apart. */
  private void replace(double[] delta, int channel, int side, int[] first, int[] second, boolean across, double sign, double room) {
    double[] old = cut(delta, channel, first, side);
    double held = square(old);
    clear(delta, channel, first, side);
    double mass = held + square(cut(delta, channel, second, side));
    clear(delta, channel, second, side);
    fill(delta, channel, first[0], first[1], side, across, sign);
    double[] filled = cut(delta, channel, first, side);
    for (int i = 0; i < filled.length; i++) {
      filled[i] += old[i] / (Math.sqrt(held) + GUARD);
    }
    double factor = Math.sqrt(room + mass) / (Math.sqrt(square(filled)) + GUARD);
    for (int r = 0; r < side; r++) {
      for (int k = 0; k < side; k++) {
        delta[image.index(channel, first[0] + r, first[1] + k)] = filled[r * side + k] * factor;
      }
    }
  }

  private double[] cut(double[] delta, int channel, int[] corner, int side) {
    double[] window = new double[side * side];
    for (int r = 0; r < side; r++) {
      System.arraycopy(delta, image.index(channel, corner[0] + r, corner[1]), window, r * side, side);
    }
    return window;
  }

  private void clear(double[] delta, int channel, int[] corner, int side) {
    for (int r = 0; r < side; r++) {
      int from = image.index(channel, corner[0] + r, corner[1]);
      java.util.Arrays.fill(delta, from, from + side, 0);
    }
  }

  private static double square(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x * x;
    }
    return sum;
  }

  private void toSphere(double[] delta) {
    double norm = Math.sqrt(square(delta));
    for (int i = 0; i < delta.length && norm > 0; i++) {
      delta[i] *= radius / norm;
    }
  }

  private double[] pattern(int side) {
    return patterns.computeIfAbsent(side, PyramidWindows::pyramids);
  }

  /** A pyramid in the upper half, one of the opposite sign in the lower, of norm 1 together. */
  private static double[] pyramids(int side) {
    double[] pattern = new double[side * side];
    int half = side / 2;
    pyramid(pattern, 0, half, side, 1);
    pyramid(pattern, half, side - half, side, -1);
    double norm = Math.sqrt(square(pattern));
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] /= norm;
    }
    return pattern;
  }

  /** 1/(m + 1)² on the square of half-width m around the centre, for m = 0, 1, …, of norm 1. */
  private static void pyramid(double[] pattern, int top, int height, int width, double sign) {
    double[] part = new double[height * width];
    for (int r = 0; r < height; r++) {
      for (int k = 0; k < width; k++) {
        int near = Math.max(Math.abs(r - height / 2), Math.abs(k - width / 2));
        for (int m = near; m <= Math.max(height, width) / 2; m++) {
          part[r * width + k] += 1.0 / ((m + 1) * (m + 1));
        }
      }
    }
    double norm = Math.sqrt(square(part));
    for (int i = 0; i < part.length; i++) {
      pattern[top * width + i] = sign * part[i] / norm;
    }
  }
}
