package dev.danskin.examples;

import dev.danskin.api.AskTell;
import dev.danskin.api.Budget;
import dev.danskin.api.Instances;
import dev.danskin.api.Objective;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Sense;
import dev.danskin.api.Solution;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.solvers.cma.CmaEs;
import dev.danskin.solvers.smooth.LBfgsB;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Functions of plain arrays are problems, too. */
public final class Minimise {
  private Minimise() {}

  /** By gradients, within bounds. */
  public static Solution smooth(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, Tensor low, Tensor high, Tensor start) {
    // begin minimise
    Objective cost = Objective.of(f, gradient);
    Problem problem = new Problem(cost, Sense.MINIMISE, new Box(low, high), start, new long[] {0}, Problem.Answer.BEST);
    Solution best = new LBfgsB().solve(problem, RunContext.of(1).with(new Budget(200, 200, 0)));
    // end minimise
    return best;
  }

  /** By values that somebody else measures. */
  public static void asked(Instances instances, Function<Points, double[]> measured) {
    // begin ask-tell
    AskTell.Dialogue dialogue = new CmaEs(0.25, 2000).open(instances, RunContext.of(1));
    for (Points p = dialogue.ask(); p != null; p = dialogue.ask()) {
      dialogue.tell(measured.apply(p));
    }
    // end ask-tell
  }
}
