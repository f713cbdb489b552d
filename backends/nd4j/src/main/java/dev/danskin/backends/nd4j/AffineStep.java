package dev.danskin.backends.nd4j;

/** y_i = a_i x_i + b_i for each element of an instance, in place where nobody else needs x. */
final class AffineStep implements Step {
  private final Affine affine;
  private final Accumulator x;
  private final Slot y;
  private final int tile;
  private final float[] a;
  private final float[] b;
  private Slot kept;

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
    affine.coefficients().of(theta, slope, shift);
    y.arrange(slope, a);
    y.arrange(shift, b);
  }

  /** In place, x and the cotangent of y are overwritten: they are kept from now on. */
  @Override
  public ParameterGradient parameterGradient() {
    if (x == null && kept == null) {
      kept = new Slot(tile, y.shape(), y.layout());
      kept.cotangent();
    }
    return x == null ? affine.gradient(kept, kept) : affine.gradient(x.slot(), y);
  }

  @Override
  public void forward() {
    if (kept != null) {
      kept.values().put(0, y.values(), 0, tile * y.size());
    }
    Staged.affine(x == null ? y.values() : x.slot().values(), a, b, y.values(), tile);
  }

  @Override
  public void backward() {
    if (kept != null) {
      kept.cotangents().put(0, y.cotangents(), 0, tile * y.size());
    }
    Staged.scale(y.cotangents(), a, x == null ? y.cotangents() : x.buffer(), tile);
    if (x != null) {
      x.done();
    }
  }

  @Override
  public long bytes() {
    return kept == null ? 0 : kept.bytes();
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.close();
    }
  }
}
