package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/** x ↦ Δ(x), and how δ acts on x: addition unless overridden. */
public interface ThreatModel {
  /** Δ(x) within the domain, its one-hot groups kept whole: the sets of admissible δ for each instance of x [n, …]. */
  FeasibleSet around(Tensor x, Domain domain);

  /** x ⊕ δ, valid in the domain; of x's shape. */
  default Tensor apply(Tensor x, Tensor delta, Domain domain) {
    Tensor z = x.plus(delta);
    return domain.clamp(z, z);
  }

  /** The cotangent of x ⊕ δ carried back to δ: (∂(x ⊕ δ)/∂δ)ᵀ cotangent, of δ's shape. */
  default Tensor pullback(Tensor x, Tensor delta, Tensor cotangent) {
    return cotangent;
  }

  /** The norm in which a perturbation's size is reported. */
  Norm norm();

  /** The size of the sets in that norm, in the units of the data; for L0 a number of features. */
  double eps();

  /**
   * The same threat at another size.
   *
   * @throws IllegalArgumentException unless eps is finite and ≥ 0
   */
  ThreatModel at(double eps);
}
