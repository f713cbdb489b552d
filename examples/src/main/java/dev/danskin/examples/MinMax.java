package dev.danskin.examples;

import dev.danskin.api.Attack;
import dev.danskin.api.Dataset;
import dev.danskin.api.Model;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.attacks.LInf;
import dev.danskin.solvers.Adam;
import dev.danskin.solvers.ProjectedGradient;

/** min over θ of E max over δ, with {@code new}: api, solvers and attacks. */
public final class MinMax {
  private MinMax() {}

  /** A model that is trained against its worst case. */
  public static Model hardened(Model model, Dataset data, int steps, RunContext run) {
    // begin min-max
    var attack = Attack.of(new LInf(8 / 255.), new CrossEntropy(), new ProjectedGradient(2 / 255., 10));   // max over δ
    var phi    = new WorstCase(model, new CrossEntropy(), attack, data.batches(128, run));                 // φ(θ) = E max over δ
    var theta  = new Adam(1e-3, steps).solve(Problem.minimise(phi, model.parameters()), run).point();      // min over θ
    // end min-max
    return model.at(theta);
  }
}
