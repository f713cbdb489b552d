package dev.danskin.examples;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Default;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import java.util.Set;
import java.util.stream.IntStream;

// begin attack
/** δ ← Π(δ + 2 / (k + 2) · (s − δ)), s = argmax over s ∈ Δ(x) of ⟨∇loss(δ), s⟩: towards corners of the set (Frank and Wolfe 1956). */
public record Corners(ThreatModel threat, @Default("20") int steps) implements Attack {
  private Attack search() {
    return Attack.of(threat, new CrossEntropy(), new Walk(steps));
  }

  @Override
  public Set<Access> needs() {
    return search().needs();
  }

  @Override
  public Counts cost() {
    return search().cost();
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    return search().run(target, batch, run);
  }

  private record Walk(int steps) implements Solver {
    @Override
    public Counts cost() {
      return new Counts(steps, steps, 0, 0);
    }

    @Override
    public Iteration start(Oracle f, RunContext run) {
      int[] all = IntStream.range(0, f.start().rows()).toArray();
      Tensor z = f.start().scale(1);
      int[] k = {0};
      return () -> {
        int[] open = f.open(all);
        Tensor at = z.rows(open);
        Tensor g = f.at(new Points(at, open), Order.GRADIENT, k[0]).gradient();
        Tensor corner = f.feasible().rows(open).extreme(g.scale(-1), g.like());
        f.feasible().rows(open).project(at.plus(2.0 / (k[0] + 2), corner.minus(at), at), at);
        IntStream.range(0, open.length).forEach(j -> z.put(open[j], at, j));
        return ++k[0] < steps;
      };
    }
  }
}
// end attack
