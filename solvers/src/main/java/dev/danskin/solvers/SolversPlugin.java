package dev.danskin.solvers;

import dev.danskin.api.Catalogue;
import dev.danskin.api.Plugin;
import dev.danskin.api.Solver;
import dev.danskin.solvers.cma.Bipop;
import dev.danskin.solvers.cma.CmaEs;
import dev.danskin.solvers.cma.Ipop;
import dev.danskin.solvers.cma.Tolerances;
import dev.danskin.solvers.portfolio.Leg;
import dev.danskin.solvers.portfolio.Portfolio;
import dev.danskin.solvers.quadratic.Bobyqa;

/** Registers the solvers of this module and the transforms that first-order methods are made of. */
public final class SolversPlugin implements Plugin {
  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(Solver.class, "pgd", ProjectedGradient.class, "{rate: 0.1, steps: 10}");
    catalogue.register(Solver.class, "apgd", AutoProjectedGradient.class, "{rate: 0.2, steps: 100}");
    catalogue.register(Solver.class, "apgd-l1", SparseAutoProjectedGradient.class, "{rate: 1, steps: 100}");
    catalogue.register(Solver.class, "square", Square.class);
    catalogue.register(Solver.class, "frank-wolfe", FrankWolfe.class, "{steps: 40}");
    catalogue.register(Solver.class, "successive-linearization", SuccessiveLinearization.class, "{steps: 20}");
    catalogue.register(Solver.class, "random", RandomSearch.class, "{samples: 10}");
    catalogue.register(Solver.class, "first-order", FirstOrder.class,
        "{transforms: [{momentum: {}}, {direction: {direction: steepest}}, {rate: {rate: 0.1}}], steps: 10}");
    catalogue.register(Solver.class, "sgd", Sgd.class, "{rate: 0.1, steps: 100, momentum: 0.9}");
    catalogue.register(Solver.class, "adam", Adam.class, "{rate: 1e-3, steps: 100}");
    catalogue.register(Solver.class, "adamw", AdamW.class, "{rate: 1e-3, steps: 100}");
    catalogue.register(Solver.class, "extragradient", Extragradient.class, "{rate: 0.1, steps: 100}");
    catalogue.register(Solver.class, "optimistic-gradient", OptimisticGradient.class, "{rate: 0.1, steps: 100}");
    catalogue.register(Solver.class, "cma-es", CmaEs.class);
    catalogue.register(Solver.class, "ipop-cma-es", Ipop.class);
    catalogue.register(Solver.class, "bipop-cma-es", Bipop.class);
    catalogue.register(Solver.class, "bobyqa", Bobyqa.class);
    catalogue.register(Solver.class, "multi-start", MultiStart.class, "{solver: {bobyqa: {rhoend: 1e-6}}}");
    catalogue.register(Solver.class, "portfolio", Portfolio.class,
        "{legs: [{leg: {solver: {cma-es: {sigma: 0.1}}, values: 100}}, {leg: {solver: bipop-cma-es}}]}");
    catalogue.register(Leg.class, "leg", Leg.class, "{solver: cma-es}");
    catalogue.register(CmaEs.class, "cma-es", CmaEs.class);
    catalogue.register(Tolerances.class, "tolerances", Tolerances.class);
    catalogue.register(Transform.class, "clip", Clip.class, "{norm: 1}");
    catalogue.register(Transform.class, "clip-value", ClipValue.class, "{limit: 1}");
    catalogue.register(Transform.class, "normalise", Normalise.class);
    catalogue.register(Transform.class, "momentum", Momentum.class);
    catalogue.register(Transform.class, "adam", ScaleByAdam.class);
    catalogue.register(Transform.class, "optimism", Optimism.class);
    catalogue.register(Transform.class, "decay", Decay.class, "{decay: 0.01}");
    catalogue.register(Transform.class, "direction", Direct.class, "{direction: steepest}");
    catalogue.register(Transform.class, "rate", Rate.class, "{rate: 0.1}");
  }
}
