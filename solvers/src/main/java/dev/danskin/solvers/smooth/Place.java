package dev.danskin.solvers.smooth;

import dev.danskin.api.Snapshot;

/**
 * A point with its value and gradient.
 *
 * @param x [D]; not to be overwritten
 * @param value f(x)
 * @param gradient ∇f(x), [D]; not to be overwritten
 */
public record Place(double[] x, double value, double[] gradient) {
  static Place of(CountedFunction f, double[] x) {
    double[] g = new double[x.length];
    double value = f.at(x, g);
    return new Place(x, value, g);
  }

  static Place of(Sample s) {
    return new Place(s.x(), s.value(), s.gradient());
  }

  Snapshot save() {
    return Snapshot.EMPTY.with("x", x).with("value", new double[] {value}).with("gradient", gradient);
  }

  static Place restored(Snapshot saved, int n) {
    return new Place(saved.doubles("x", n), saved.doubles("value", 1)[0], saved.doubles("gradient", n));
  }
}
