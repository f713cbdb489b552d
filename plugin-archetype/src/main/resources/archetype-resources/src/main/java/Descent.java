package ${package};

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.Evaluation;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Projected steepest descent with steps that become smaller: z ← Π(z + rate / √(k + 1) · d), d the direction of the set's own norm in which f
 * falls fastest.
 *
 * @param rate the size of the first step, &gt; 0
 * @param steps how many, ≥ 1
 */
public record Descent(double rate, @Default("20") int steps) implements Solver {
  public Descent {
    if (!(rate > 0) || steps < 1) {
      throw new IllegalArgumentException("expected rate > 0 and steps ≥ 1, found " + rate + " and " + steps);
    }
  }

  @Override
  public Counts cost() {
    return new Counts(steps, steps, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    return new Run(oracle);
  }

  /** One run: it may change, the record must not. */
  private final class Run implements Iteration {
    private final Oracle oracle;
    private final int[] all;
    private final Tensor z;
    private int done;

    Run(Oracle oracle) {
      this.oracle = oracle;
      z = oracle.feasible().project(oracle.start(), oracle.start().like());
      all = IntStream.range(0, z.rows()).toArray();
    }

    @Override
    public boolean step() {
      int[] open = oracle.open(all);
      Tensor at = z.rows(open);
      Evaluation e = oracle.at(new Points(at, open), Order.GRADIENT, done);
      FeasibleSet set = oracle.feasible().rows(open);
      Tensor direction = set.steepest(at, e.gradient().scale(-1), at.like());
      Tensor next = set.project(at.plus(rate / Math.sqrt(done + 1), direction), at.like());
      for (int j = 0; j < open.length; j++) {
        z.put(open[j], next, j);
      }
      return ++done < steps;
    }

    @Override
    public Snapshot save() {
      return Snapshot.EMPTY.with("z", z).with("done", done);
    }

    @Override
    public void restore(Snapshot saved) {
      saved.tensor("z", z);
      done = saved.count("done", steps);
    }
  }
}
