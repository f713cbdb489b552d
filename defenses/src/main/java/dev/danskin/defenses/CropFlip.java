package dev.danskin.defenses;

import dev.danskin.api.Batch;
import dev.danskin.api.Default;
import dev.danskin.api.Draws;
import dev.danskin.api.tensor.Tensor;

/**
 * Images [C, H, W]: shifted by up to {@code pad} pixels in each direction, zeros coming in from outside, and mirrored left
 * to right with probability ½ where {@code flip} is set: what networks on CIFAR-10 are trained with.
 *
 * @param pad ≥ 0, pixels
 * @param flip not for digits or letters
 */
public record CropFlip(@Default("4") int pad, @Default("true") boolean flip) implements Augmentation {
  /** IllegalArgumentException if the pad is negative. */
  public CropFlip {
    if (pad < 0) {
      throw new IllegalArgumentException("expected pad ≥ 0, found " + pad);
    }
  }

  @Override
  public Batch apply(Batch batch, long step, Draws draws) {
    int[] shape = batch.x().shape().row();
    if (shape.length != 3) {
      throw new IllegalArgumentException("expected images [C, H, W] to crop and flip, found " + batch.x().shape() + "; use none");
    }
    int side = 2 * pad + 1;
    double[] copy = new double[batch.x().rowSize()];
    Tensor x = batch.x().mapRows((r, v) -> {
      System.arraycopy(v, 0, copy, 0, v.length);
      int down = draws.at("down").index(batch.ids()[r], step, side) - pad;
      int right = draws.at("right").index(batch.ids()[r], step, side) - pad;
      boolean mirrored = flip && draws.at("flip").index(batch.ids()[r], step, 2) == 1;
      move(copy, v, shape, down, right, mirrored);
    }, batch.x().like());
    return new Batch(x, batch.y(), batch.ids());
  }

  private static void move(double[] from, double[] to, int[] shape, int down, int right, boolean mirrored) {
    int h = shape[1];
    int w = shape[2];
    for (int i = 0; i < to.length; i++) {
      int row = i / w % h - down;
      int column = (mirrored ? w - 1 - i % w : i % w) - right;
      boolean inside = row >= 0 && row < h && column >= 0 && column < w;
      to[i] = inside ? from[i / (h * w) * h * w + row * w + column] : 0;
    }
  }
}
