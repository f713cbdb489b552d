package dev.danskin.solvers;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import dev.danskin.api.Solver;

/** Registers the solvers of this module. */
public final class SolversPlugin implements Plugin {
  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(Solver.class, "pgd", ProjectedGradient.class);
    catalogue.register(Solver.class, "frank-wolfe", FrankWolfe.class);
    catalogue.register(Solver.class, "random", RandomSearch.class);
  }
}
