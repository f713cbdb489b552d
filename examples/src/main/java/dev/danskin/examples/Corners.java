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
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;

// begin attack
/** δ ← argmax over s ∈ Δ(x) of ⟨∇loss(δ), s⟩, a few times: from corner to corner of the set, which is a box, an L1 ball, … */
public record Corners(ThreatModel threat, @Default("3") int steps) implements Attack {
  private Attack search() {
    return Attack.of(threat, new CrossEntropy(), new Jump(steps));
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

  private record Jump(int steps) implements Solver {
    @Override
    public Counts cost() {
      return new Counts(steps + 1L, steps, 0, 0);
    }

    @Override
    public Iteration start(Oracle f, RunContext run) {
      int[] all = IntStream.range(0, f.start().rows()).toArray();
      Tensor z = f.start().scale(1);
      Iterator<Integer> k = IntStream.rangeClosed(0, steps).iterator();
      return () -> {
        int step = k.next();
        int[] open = f.open(all);
        Tensor g = f.at(new Points(z.rows(open), open), step < steps ? Order.GRADIENT : Order.VALUE, step).gradient();
        Tensor corner = step < steps ? f.feasible().rows(open).extreme(g.scale(-1), g.like()) : z.rows(open);
        IntStream.range(0, open.length).forEach(j -> z.put(open[j], corner, j));
        return step < steps;
      };
    }
  }
}
// end attack
