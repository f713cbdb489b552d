package dev.danskin.solvers;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import dev.danskin.api.Solver;

/** Registers the solvers of this module and the transforms that first-order methods are made of. */
public final class SolversPlugin implements Plugin {
  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(Solver.class, "pgd", ProjectedGradient.class);
    catalogue.register(Solver.class, "apgd", AutoProjectedGradient.class);
    catalogue.register(Solver.class, "apgd-l1", SparseAutoProjectedGradient.class);
    catalogue.register(Solver.class, "square", Square.class);
    catalogue.register(Solver.class, "frank-wolfe", FrankWolfe.class);
    catalogue.register(Solver.class, "successive-linearization", SuccessiveLinearization.class);
    catalogue.register(Solver.class, "random", RandomSearch.class);
    catalogue.register(Solver.class, "first-order", FirstOrder.class);
    catalogue.register(Solver.class, "sgd", Sgd.class);
    catalogue.register(Solver.class, "adam", Adam.class);
    catalogue.register(Solver.class, "adamw", AdamW.class);
    catalogue.register(Solver.class, "extragradient", Extragradient.class);
    catalogue.register(Solver.class, "optimistic-gradient", OptimisticGradient.class);
    catalogue.register(Transform.class, "clip", Clip.class);
    catalogue.register(Transform.class, "clip-value", ClipValue.class);
    catalogue.register(Transform.class, "normalise", Normalise.class);
    catalogue.register(Transform.class, "momentum", Momentum.class);
    catalogue.register(Transform.class, "adam", ScaleByAdam.class);
    catalogue.register(Transform.class, "optimism", Optimism.class);
    catalogue.register(Transform.class, "decay", Decay.class);
    catalogue.register(Transform.class, "direction", Direct.class);
    catalogue.register(Transform.class, "rate", Rate.class);
  }
}
