package dev.danskin.backends.nd4j;

/** y_i = a_i x_i + b_i for each element of an instance, in place where nobody else needs x. */
final class AffineStep implements Step {
  private final Affine affine;
  private final Accumulator x;
  private final Slot y;
  private final int tile;
  private final float[] a;
  private final float[] b;

  /** @param x where y lies elsewhere; null if y is the input's own memory */
  AffineStep(Affine affine, Accumulator x, Slot y, int tile) {
    this.affine = affine;
    this.x = x;
    this.y = y;
    this.tile = tile;
    a = new float[y.size()];
    b = new float[y.size()];
    y.cotangent();
  }

  @Override
  public void parameters(float[] theta) {
    float[] slope = new float[a.length];
    float[] shift = new float[b.length];
    affine.coefficients(theta, slope, shift);
    y.arrange(slope, a);
    y.arrange(shift, b);
  }

  @Override
  public void forward() {
    Staged.affine(x == null ? y.values() : x.slot().values(), a, b, y.values(), tile);
  }

  @Override
  public void backward() {
    Staged.scale(y.cotangents(), a, x == null ? y.cotangents() : x.buffer(), tile);
    if (x != null) {
      x.done();
    }
  }
}
