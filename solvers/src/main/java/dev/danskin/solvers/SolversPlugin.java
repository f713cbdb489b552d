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
import dev.danskin.solvers.smooth.Backtracking;
import dev.danskin.solvers.smooth.Bfgs;
import dev.danskin.solvers.smooth.ConjugateDirections;
import dev.danskin.solvers.smooth.ConjugateGradient;
import dev.danskin.solvers.smooth.DenseQuasiNewton;
import dev.danskin.solvers.smooth.Descent;
import dev.danskin.solvers.smooth.DescentMethod;
import dev.danskin.solvers.smooth.Differences;
import dev.danskin.solvers.smooth.HagerZhang;
import dev.danskin.solvers.smooth.InexactNewton;
import dev.danskin.solvers.smooth.LBfgsB;
import dev.danskin.solvers.smooth.LevenbergMarquardt;
import dev.danskin.solvers.smooth.LimitedMemory;
import dev.danskin.solvers.smooth.LimitedQuasiNewton;
import dev.danskin.solvers.smooth.LineSearch;
import dev.danskin.solvers.smooth.MoreThuente;
import dev.danskin.solvers.smooth.NewtonCG;
import dev.danskin.solvers.smooth.SteepestDescent;
import dev.danskin.solvers.smooth.StrongWolfe;
import dev.danskin.solvers.smooth.TrustNewton;

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
    catalogue.register(Solver.class, "portfolio", Portfolio.class,
        "{legs: [{leg: {solver: {cma-es: {sigma: 0.1}}, values: 100}}, {leg: {solver: bipop-cma-es}}]}");
    catalogue.register(Solver.class, "l-bfgs-b", LBfgsB.class);
    catalogue.register(Solver.class, "l-bfgs", LimitedMemory.class);
    catalogue.register(Solver.class, "bfgs", Bfgs.class);
    catalogue.register(Solver.class, "cg", ConjugateGradient.class);
    catalogue.register(Solver.class, "newton-cg", NewtonCG.class);
    catalogue.register(Solver.class, "trust-newton", TrustNewton.class);
    catalogue.register(Solver.class, "levenberg-marquardt", LevenbergMarquardt.class);
    catalogue.register(Solver.class, "descent", DescentMethod.class, "{descent: steepest, search: backtracking}");
    catalogue.register(Descent.class, "steepest", SteepestDescent.class);
    catalogue.register(Descent.class, "conjugate", ConjugateDirections.class);
    catalogue.register(Descent.class, "quasi-newton", DenseQuasiNewton.class);
    catalogue.register(Descent.class, "limited-quasi-newton", LimitedQuasiNewton.class);
    catalogue.register(Descent.class, "inexact-newton", InexactNewton.class);
    catalogue.register(LineSearch.class, "hager-zhang", HagerZhang.class);
    catalogue.register(LineSearch.class, "more-thuente", MoreThuente.class);
    catalogue.register(LineSearch.class, "strong-wolfe", StrongWolfe.class);
    catalogue.register(LineSearch.class, "backtracking", Backtracking.class);
    catalogue.register(Solver.class, "differences", Differences.class, "{solver: l-bfgs-b}");
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
