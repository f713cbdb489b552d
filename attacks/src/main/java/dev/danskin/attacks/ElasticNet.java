package dev.danskin.attacks;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.DistanceSearch;
import dev.danskin.api.Iteration;
import dev.danskin.api.Norm;
import dev.danskin.api.RunContext;
import dev.danskin.api.Surroundings;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * EAD (Chen, Sharma, Zhang, Yi, Hsieh: EAD, elastic-net attacks to deep neural networks via adversarial examples; AAAI 2018):
 *
 * <pre>
 * min over δ   β‖δ‖₁ + ‖δ‖₂² + c·max(−L(δ), 0)
 * </pre>
 *
 * <p>by accelerated shrinkage, δ⁺ = S(v − a_k ∇g(v)), v ← δ⁺ + k/(k + 3)·(δ⁺ − δ), a_k = a(1 − k/T)^½, g the smooth part, S the shrinkage of
 * each coordinate by β towards 0 and its clipping to the box (β, not β·a_k: so in the paper). L is the margin, positive where the model errs; c is
 * searched for each example apart, as in {@link CarliniWagner}.
 *
 * @param steps T of each stage, ≥ 1, of two forward passes and one backward pass each
 * @param stages how many constants are tried, ≥ 1
 * @param constant the first c, finite and &gt; 0
 * @param rate a, finite and &gt; 0
 * @param beta β, finite and ≥ 0, in the units of the data
 * @param rule which of the points δ that fool the model is the answer
 * @param abort whether a stage ends when its objective has not fallen below 0.9999 of what it was a tenth of the steps ago, each
 *     example by its own; the reference implementations decide for a whole batch
 */
public record ElasticNet(
    @Default("1000") int steps, @Default("9") int stages, @Default("0.001") double constant, @Default("0.01") double rate,
    @Default("0.001") double beta, @Default("elastic-net") Rule rule,
    @Default("true") boolean abort)
    implements DistanceSearch {
  /** What the answer makes small. */
  public enum Rule {
    /** β‖δ‖₁ + ‖δ‖₂². */
    ELASTIC_NET,
    /** ‖δ‖₁. */
    L1
  }

  public ElasticNet {
    if (steps < 1 || stages < 1) {
      throw new IllegalArgumentException("expected at least 1 step and 1 stage, found " + steps + " and " + stages);
    }
    if (!(constant > 0 && constant < Double.POSITIVE_INFINITY && rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected a finite constant and rate > 0, found " + constant + " and " + rate);
    }
    if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected a finite beta ≥ 0, found " + beta);
    }
  }

  @Override
  public Set<Norm> norms() {
    return Set.of(Norm.L1);
  }

  @Override
  public double[] measure(Norm norm, Tensor delta) {
    double[] size = delta.rowNorm1();
    if (rule == Rule.ELASTIC_NET) {
      double[] length = delta.rowNorm2();
      Arrays.setAll(size, j -> beta * size[j] + length[j] * length[j]);
    }
    return size;
  }

  @Override
  public Counts cost(boolean targeted) {
    return new Counts(2L * steps * stages, (long) steps * stages, 0, 0);
  }

  @Override
  public Iteration start(Surroundings s, RunContext run) {
    return new Walk(s);
  }

  /** Each example is at its own step of its own stage. */
  private final class Walk implements Iteration {
    private final Surroundings s;
    private final Walkers at;
    private Descent[] descents;

    Walk(Surroundings s) {
      this.s = s;
      at = new Walkers(s);
      Tensor low = s.room().low();
      Tensor high = s.room().high();
      descents = new Descent[at.size()];
      Arrays.setAll(descents, j -> new Descent(low, high, j));
    }

    @Override
    public boolean step() {
      follow(at.pay(new Counts(2, 1, 0, 0)));
      if (at.size() == 0) {
        return false;
      }
      shrink();
      // Closed ones have nothing more to look at.
      follow(at.pay(new Counts(1, 0, 0, 0)));
      if (at.size() == 0) {
        return false;
      }
      boolean[] fooled = judge();
      follow(at.keep(IntStream.range(0, fooled.length).filter(j -> descents[j].more(fooled[j])).toArray()));
      return at.size() > 0;
    }

    private void shrink() {
      Tensor delta = at.delta();
      for (int j = 0; j < descents.length; j++) {
        delta.write(j, descents[j].ahead);
      }
      try (Surroundings.Look look = s.at(delta, at.instance(), false)) {
        Penalty penalty = Penalty.of(look, at);
        double[] slope = new double[delta.rowSize()];
        for (int j = 0; j < descents.length; j++) {
          descents[j].shrink(penalty.margin()[j], penalty.slope(j, slope));
        }
      }
    }

    private boolean[] judge() {
      Tensor delta = at.delta();
      for (int j = 0; j < descents.length; j++) {
        delta.write(j, descents[j].delta);
      }
      try (Surroundings.Look look = s.at(delta, at.instance())) {
        return look.fooled();
      }
    }

    private void follow(int[] rows) {
      Descent[] before = descents;
      descents = Arrays.stream(rows).mapToObj(j -> before[j]).toArray(Descent[]::new);
    }
  }

  /** The search around one input. */
  private final class Descent {
    private final ConstantSearch search = new ConstantSearch(constant, stages, steps);
    private final double[] low;
    private final double[] high;
    private final double[] delta;
    /** v, where the next gradient is taken. */
    private final double[] ahead;
    private int step;
    private boolean stuck;

    Descent(Tensor lowest, Tensor highest, int row) {
      low = new double[lowest.rowSize()];
      high = new double[low.length];
      delta = new double[low.length];
      ahead = new double[low.length];
      lowest.read(row, low);
      highest.read(row, high);
      restart();
    }

    private void restart() {
      Arrays.fill(delta, 0);
      Arrays.fill(ahead, 0);
      step = 0;
    }

    /** @param gradient ∇L at v, null where the penalty is 0 */
    void shrink(double margin, double[] gradient) {
      double c = search.constant();
      double now = rate * Math.sqrt(1 - (double) step / steps);
      double ease = step / (step + 3.0);
      double objective = c * Math.max(-margin, 0);
      for (int i = 0; i < delta.length; i++) {
        objective += ahead[i] * ahead[i];
        double u = ahead[i] - now * (2 * ahead[i] - (gradient == null ? 0 : c * gradient[i]));
        double next = u > beta ? Math.min(u - beta, high[i]) : u < -beta ? Math.max(u + beta, low[i]) : 0;
        ahead[i] = Math.min(Math.max(next + ease * (next - delta[i]), low[i]), high[i]);
        delta[i] = next;
      }
      stuck = abort && search.stuck(step, objective);
      step++;
    }

    /** At the end of a stage goes to the next constant; false when all are done. */
    boolean more(boolean fooled) {
      if (fooled) {
        search.fooled();
      }
      if (!stuck && step < steps) {
        return true;
      }
      restart();
      return search.next();
    }
  }
}
