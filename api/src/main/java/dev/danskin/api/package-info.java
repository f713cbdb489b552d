/**
 * The words of min over θ, max over δ: problems, solvers, threat models, losses, models, attacks, and the driver that
 * runs them. Start with {@link dev.danskin.api.Attack} and {@link dev.danskin.api.Solver};
 * {@link dev.danskin.api.WorstCase} joins the two:
 *
 * <pre>{@code
 * var attack = Attack.of(new LInf(8 / 255.), new CrossEntropy(), new ProjectedGradient(2 / 255., 10));   // max over δ
 * var phi    = new WorstCase(model, new CrossEntropy(), attack, data.batches(128, run));                 // φ(θ) = E max over δ
 * var theta  = new Adam(1e-3, steps).solve(Problem.minimise(phi, model.parameters()), run).point();      // min over θ
 * }</pre>
 */
package dev.danskin.api;
