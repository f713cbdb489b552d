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
import dev.danskin.solvers.search.CoordinateSearch;
import dev.danskin.solvers.search.DifferentialEvolution;
import dev.danskin.solvers.search.NaturalEvolution;
import dev.danskin.solvers.search.NelderMead;
import dev.danskin.solvers.search.ParticleSwarm;
import dev.danskin.solvers.search.PatternSearch;
import dev.danskin.solvers.search.QuasiRandomSearch;
import dev.danskin.solvers.search.SeparableNaturalEvolution;
import dev.danskin.solvers.search.Shade;
import dev.danskin.solvers.search.Spsa;
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
import dev.danskin.solvers.stopping.AllOf;
import dev.danskin.solvers.stopping.AnyOf;
import dev.danskin.solvers.stopping.Evaluations;
import dev.danskin.solvers.stopping.Seconds;
import dev.danskin.solvers.stopping.Stagnation;
import dev.danskin.solvers.stopping.StoppingRule;
import dev.danskin.solvers.stopping.Target;
import dev.danskin.solvers.stopping.Until;

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
    registerDerivativeFree(catalogue);
    registerStoppingRules(catalogue);
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

  private static void registerDerivativeFree(Catalogue catalogue) {
    catalogue.register(Solver.class, "nelder-mead", NelderMead.class);
    catalogue.register(Solver.class, "pattern-search", PatternSearch.class);
    catalogue.register(Solver.class, "coordinate-search", CoordinateSearch.class);
    catalogue.register(Solver.class, "de", DifferentialEvolution.class);
    catalogue.register(Solver.class, "shade", Shade.class);
    catalogue.register(Solver.class, "pso", ParticleSwarm.class);
    catalogue.register(Solver.class, "xnes", NaturalEvolution.class);
    catalogue.register(Solver.class, "snes", SeparableNaturalEvolution.class);
    catalogue.register(Solver.class, "spsa", Spsa.class);
    catalogue.register(Solver.class, "quasi-random", QuasiRandomSearch.class);
  }

  private static void registerStoppingRules(Catalogue catalogue) {
    catalogue.register(Solver.class, "until", Until.class, "{solver: {nelder-mead: {}}, rule: {target: {value: 1e-8}}}");
    catalogue.register(StoppingRule.class, "target", Target.class, "{value: 1e-8}");
    catalogue.register(StoppingRule.class, "evaluations", Evaluations.class, "{most: 1000}");
    catalogue.register(StoppingRule.class, "stagnation", Stagnation.class, "{evaluations: 1000, tolerance: 1e-9}");
    catalogue.register(StoppingRule.class, "seconds", Seconds.class, "{most: 60}");
    catalogue.register(StoppingRule.class, "any-of", AnyOf.class, "{rules: [{target: {value: 1e-8}}, {seconds: {most: 60}}]}");
    catalogue.register(StoppingRule.class, "all-of", AllOf.class, "{rules: [{evaluations: {most: 1000}}, {target: {value: 1}}]}");
    catalogue.preset(Solver.class, "black-box", "portfolio", "{legs: ["
        + "{leg: {solver: {coordinate-search: {evaluations: 1000000000}}, when: separable}}, "
        + "{leg: {solver: {differences: {solver: {bfgs: {gtol: 1e-12, tolfun: 0}}, evaluations: 1000000000}}, values: 300}}, "
        + "{leg: {solver: {bipop-cma-es: {restarts: 14, evaluations: 1000000000}}}}]}");
  }
}
