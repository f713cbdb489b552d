package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.List;

/**
 * What a served classifier does to its inputs before the network sees them: f ∘ T. A defence, or just a file format; its attacker
 * differentiates through it. Where T has no useful derivative, as with rounding, {@link #pullback} is another function's: backward pass
 * differentiable approximation (BPDA; Athalye, Carlini, Wagner: Obfuscated gradients give a false sense of security; ICML 2018). Unless
 * it is overridden that function is the identity, the straight-through estimator (Bengio et al. 2013). A random T is averaged over, see
 * {@link MaximumLoss#samples}.
 *
 * <p>Law: row i of an answer depends on row i of the arguments and, if {@link #random}, on ({@code draws}, {@code ids[i]}, {@code draw}) only.
 */
public interface Transformation {
  /**
   * T(x), in a tensor of its own, of x's shape.
   *
   * @param x [n, …], in the units of the data; not to be overwritten
   * @param draws where all random numbers come from
   * @param ids one example id per row of x
   * @param draw which draw, 0 ≤ draw &lt; 2³¹
   */
  Tensor apply(Tensor x, Draws draws, long[] ids, long draw);

  /**
   * What is taken for (∂T/∂x)ᵀ cotangent at x. The cotangent itself unless overridden.
   *
   * @param x [n, …], what {@link #apply} was given; the other arguments are the same as well
   * @param cotangent of x's shape; not to be overwritten
   */
  default Tensor pullback(Tensor x, Tensor cotangent, Draws draws, long[] ids, long draw) {
    return cotangent;
  }

  /** Whether T draws random numbers. */
  default boolean random() {
    return false;
  }

  /**
   * The classifier x ↦ f(T_k(… T_1(x))). Its domain is that of f: transformed inputs may lie outside, as noise does.
   *
   * @param model f
   * @param transformations T_1, …, T_k; each has random numbers of its own
   * @return f itself for k = 0; {@link Randomised} if f or one of the transformations is
   */
  static Model before(Model model, List<Transformation> transformations) {
    if (transformations.isEmpty()) {
      return model;
    }
    List<Transformation> parts = List.copyOf(transformations);
    boolean random = model instanceof Randomised || parts.stream().anyMatch(Transformation::random);
    return random ? new RandomlyTransformed(model, parts) : new Transformed(model, parts);
  }
}
