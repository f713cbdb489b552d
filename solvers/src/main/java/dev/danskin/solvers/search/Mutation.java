package dev.danskin.solvers.search;

/** How differential evolution makes a mutant of x_i; r₁, r₂, r₃ are other members, different from each other. */
public enum Mutation {
  /** x_r₁ + F(x_r₂ − x_r₃). */
  RAND_1,
  /** x_i + F(x_p − x_i) + F(x_r₁ − x_r₂), x_p one of the best 100 p %, r₂ perhaps one that was replaced. */
  CURRENT_TO_PBEST_1
}
