package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;

/**
 * min over u, max over v of f(u, v) as one problem in z = (u, v): its "gradient" is the operator
 * F(z) = (∇_u f, −∇_v f), which is monotone where f is convex in u and concave in v. Its zeros (on a product of sets, the
 * solutions of its variational inequality) are the saddle points. Extragradient and optimistic gradient find them; plain
 * gradient steps circle around them or leave. The value is f itself and says nothing about how near a saddle point is,
 * so the answer is the last point.
 *
 * @param f (u, v) ↦ f, with its plain gradient
 * @param minimised how many of the leading elements of an instance are u, ≥ 0; the rest is v
 */
public record Saddle(Objective f, int minimised) implements Objective {
  public Saddle {
    if (minimised < 0) {
      throw new IllegalArgumentException("expected a number ≥ 0 of minimised elements, found " + minimised);
    }
  }

  @Override
  public boolean deterministic() {
    return f.deterministic();
  }

  @Override
  public int passes() {
    return f.passes();
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    Evaluation e = f.at(points, order, draw);
    if (order == Order.VALUE) {
      return e;
    }
    Tensor operator = e.gradient().mapRows((r, g) -> {
      for (int i = minimised; i < g.length; i++) {
        g[i] = -g[i];
      }
    }, e.gradient().like());
    return new Evaluation(e.values(), operator, e.reached());
  }

  /**
   * The problem of its saddle points.
   *
   * @param feasible U × V, as one set of joint variables
   * @param start [n, …], where the search begins
   */
  public Problem problem(FeasibleSet feasible, Tensor start) {
    Problem p = Problem.minimise(this, start).over(feasible);
    return new Problem(this, p.sense(), p.feasible(), start, p.ids(), Problem.Answer.LAST);
  }
}
