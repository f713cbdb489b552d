package dev.danskin.solvers.smooth;

/**
 * ∇²f(x)·v ≈ (∇f(x + h v) − ∇f(x)) / h, h = ε^½ (1 + ‖x‖) / ‖v‖ with ε the spacing of the variable's numbers at 1; turned, or shortened,
 * where x + h v would leave the box.
 */
record Curvature(CountedFunction f, Place at, Bounds bounds) implements Descent.Hessian {
  @Override
  public double[] times(double[] v) {
    double size = Vectors.norm(v);
    if (size == 0) {
      return new double[v.length];
    }
    double h = Math.sqrt(f.epsilon()) * (1 + Vectors.norm(at.x())) / size;
    double ahead = bounds.reach(at.x(), v);
    double behind = bounds.reach(at.x(), Vectors.scale(-1, v.clone()));
    h = ahead >= h ? h : behind >= h ? -h : ahead >= behind ? ahead : -behind;
    double[] x = at.x().clone();
    Vectors.add(h, v, x);
    double[] g = new double[v.length];
    if (h == 0 || !Double.isFinite(f.at(bounds.clamp(x), g))) {
      return new double[v.length];
    }
    return Vectors.scale(1 / h, Vectors.minus(g, at.gradient()));
  }
}
