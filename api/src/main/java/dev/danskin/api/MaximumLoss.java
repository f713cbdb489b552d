package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * max over δ ∈ Δ(x) of loss(f(x ⊕ δ), y), by any solver: FGSM (Goodfellow et al. 2015), BIM (Kurakin et al.
 * 2017), PGD (Madry et al. 2018) and their kin are this record with other parts. Beside the solver it costs one forward
 * pass to judge the answer, and one more where the goal needs the clean logits.
 *
 * <p>Of a {@link Randomised} model loss and gradient are means over {@code samples} draws: expectation over transformation (Athalye,
 * Engstrom, Ilyas, Kwok: Synthesizing robust adversarial examples; ICML 2018), at that many passes an evaluation. A point ends an
 * example if most of the draws err there and the votes of {@link Randomised#votes} do: one lucky draw is no success. What a model
 * without random numbers says is asked once, whatever {@code samples} is.
 *
 * @param threat Δ and ⊕
 * @param loss what is maximised
 * @param solver how
 * @param start from δ = 0, from a random point of Δ(x) or from noise
 * @param goal any mistake or a chosen class
 * @param answer BEST stops an example at the first δ that fools the model; LAST judges the last δ only
 * @param samples how many draws of a randomised model an evaluation is the mean of, ≥ 1
 */
public record MaximumLoss(
    ThreatModel threat,
    @Default("cross-entropy") Loss loss,
    Solver solver,
    @Default("zero") Start start,
    @Default("untargeted") Goal goal,
    @Default("best") Problem.Answer answer,
    @Default("1") int samples)
    implements Attack {

  public MaximumLoss {
    if (samples < 1) {
      throw new IllegalArgumentException("expected at least 1 sample, found " + samples);
    }
  }

  /** Of one draw at a time. */
  public MaximumLoss(ThreatModel threat, Loss loss, Solver solver, Start start, Goal goal, Problem.Answer answer) {
    this(threat, loss, solver, start, goal, answer, 1);
  }

  /** Where the search begins. */
  public enum Start {
    /** δ = 0, the clean input. */
    ZERO,
    /** A random point of Δ(x), by {@link FeasibleSet#sample}. */
    RANDOM,
    /** Standard normal noise projected onto Δ(x): for L1 a point of few coordinates. */
    NOISE
  }

  @Override
  public MaximumLoss at(double eps) {
    return new MaximumLoss(threat.at(eps), loss, solver, start, goal, answer, samples);
  }

  @Override
  public MaximumLoss aimedAt(Goal other) {
    return new MaximumLoss(threat, loss, solver, start, other, answer, samples);
  }

  @Override
  public Set<Access> needs() {
    return Set.of(solver.needs() == Order.GRADIENT ? Access.GRADIENTS : Access.SCORES);
  }

  @Override
  public void accept(Domain domain) {
    Tensor x = domain.point();
    solver.accept(threat.around(x, domain), x.shape());
  }

  /** What is spent outside the solver: the judge's look at the answer and, for some goals, the clean logits. */
  private Counts beside() {
    return new Counts(goal.needsLogits() ? 2 : 1, 0, 0, 0);
  }

  @Override
  public Counts cost() {
    return solver.cost().times(samples).plus(beside());
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    return run(target, batch, null, run);
  }

  /**
   * As {@link #run(Decides, Batch, RunContext)} from a given perturbation.
   *
   * @param delta where the search begins, of the shape of the inputs, projected onto Δ(x) first; null for {@link #start}
   */
  public Attacked run(Decides target, Batch batch, Tensor delta, RunContext run) {
    Scores model = offered(target);
    if (run.budget().forward() < beside().forward()) {
      return Attacked.unattempted(batch, new Outcome.OutOfBudget());
    }
    if (run.cancelled().getAsBoolean()) {
      return Attacked.unattempted(batch, new Outcome.Stopped());
    }
    Labels y = labels(model, batch, run);
    return judged(model, batch, y, run, search(model, batch, y, delta, goal.criterion(), run.with(run.budget().minus(beside()))));
  }

  /**
   * The search alone, to be gone on from by another: no example ends early, the answer is the point of largest loss. Costs the solver's
   * evaluations, and one forward pass where the goal needs the clean logits.
   *
   * @param delta as in {@link #run(Decides, Batch, Tensor, RunContext)}
   * @throws IllegalArgumentException if the target does not offer what this attack {@link #needs()}
   */
  public Solution explore(Decides target, Batch batch, Tensor delta, RunContext run) {
    Scores model = offered(target);
    return search(model, batch, labels(model, batch, run), delta, new Criterion.Never(), run);
  }

  /**
   * The maximisation itself, one instance per example, for a solver other than this attack's: no example ends early, the start is drawn as
   * for a run. Costs one forward pass where the goal needs the clean logits.
   *
   * @throws IllegalArgumentException if the target does not offer what this attack {@link #needs()}
   */
  public Problem problem(Decides target, Batch batch, RunContext run) {
    Scores model = offered(target);
    return problem(model, batch, labels(model, batch, run), null, new Criterion.Never(), run);
  }

  private Labels labels(Scores model, Batch batch, RunContext run) {
    Tensor clean = goal.needsLogits() ? Randomised.ranking(model, batch.x(), batch.ids(), run.seed()) : null;
    return goal.labels(batch.y(), clean, model.classes());
  }

  private Solution search(Scores model, Batch batch, Labels y, Tensor delta, Criterion criterion, RunContext run) {
    return solver.solve(problem(model, batch, y, delta, criterion, run), run);
  }

  private Problem problem(Scores model, Batch batch, Labels y, Tensor delta, Criterion criterion, RunContext run) {
    FeasibleSet set = threat.around(batch.x(), model.domain());
    Tensor begin = delta == null ? begin(set, batch, run) : delta;
    Objective objective = new LossOfInput(model, batch, y, criterion, run);
    return new Problem(objective, Sense.MAXIMISE, set, begin, batch.ids(), answer);
  }

  private Tensor begin(FeasibleSet set, Batch batch, RunContext run) {
    Tensor zero = batch.x().like().fill(0);
    return switch (start) {
      case ZERO -> zero;
      case RANDOM -> set.sample(run.draws(), batch.ids(), 0, zero);
      case NOISE -> set.project(run.draws().normal(batch.ids(), 0, zero), zero);
    };
  }

  private Scores offered(Decides target) {
    boolean enough = needs().contains(Access.GRADIENTS) ? target instanceof Model : target instanceof Scores;
    if (!enough) {
      throw new IllegalArgumentException(solver.getClass().getSimpleName() + " needs " + needs()
          + ", which this target does not offer; use a black-box attack");
    }
    return (Scores) target;
  }

  /** The driver's own look at every returned point, whatever the solver claims. */
  private Attacked judged(Scores model, Batch batch, Labels y, RunContext run, Solution s) {
    Tensor adversarial = threat.apply(batch.x(), s.point(), model.domain());
    int[] decisions = Randomised.votes(model, adversarial, batch.ids(), run.seed());
    boolean[] success = goal.criterion().decided(decisions, y);
    Counts[] spent = new Counts[success.length];
    for (int i = 0; i < success.length; i++) {
      spent[i] = s.spent()[i].plus(beside());
      boolean broken = s.outcomes()[i] instanceof Outcome.Unstable;
      if (s.outcomes()[i] instanceof Outcome.Reached && !success[i]) {
        s.outcomes()[i] = new Outcome.Unstable("a second evaluation of the same input gave another class");
      }
      success[i] &= !broken;
    }
    return new Attacked(adversarial, success, decisions, s.outcomes(), spent);
  }

  /** δ ↦ loss(f(x ⊕ δ), y), instance by instance; of a randomised f its mean over draws. */
  private final class LossOfInput implements Objective {
    private final Scores model;
    private final Batch batch;
    private final Labels y;
    private final Criterion criterion;
    private final long seed;
    /** The model's, and nobody else's in this search. */
    private final Draws draws;

    LossOfInput(Scores model, Batch batch, Labels y, Criterion criterion, RunContext run) {
      this.model = model;
      this.batch = batch;
      this.y = y;
      this.criterion = criterion;
      seed = run.seed();
      draws = run.draws().at("model");
    }

    @Override
    public boolean deterministic() {
      return !(model instanceof Randomised);
    }

    @Override
    public int passes() {
      return model instanceof Randomised ? samples : 1;
    }

    @Override
    public Evaluation at(Points points, Order order, long draw) {
      Asked asked = asked(points);
      return model instanceof Randomised r ? mean(r, asked, order, draw) : once(model, asked, order);
    }

    private Asked asked(Points points) {
      boolean all = points.instance().length == batch.size() && inOrder(points.instance());
      Batch at = all ? batch : batch.rows(points.instance());
      Labels labels = all ? y : y.rows(points.instance());
      return new Asked(at.x(), points.z(), threat.apply(at.x(), points.z(), model.domain()), labels, at.ids());
    }

    private Evaluation once(Scores f, Asked at, Order order) {
      if (order == Order.VALUE) {
        Tensor logits = f.logits(at.input());
        return new Evaluation(loss.values(logits, at.labels()), null, criterion.holds(logits, at.labels()));
      }
      try (Linearized l = ((Model) f).linearize(at.input())) {
        Tensor logits = l.logits();
        Tensor cotangent = logits.like();
        double[] values = loss.valuesAndGradient(logits, at.labels(), cotangent);
        Tensor gradient = l.pullback(cotangent);
        return new Evaluation(values, threat.pullback(at.x(), at.delta(), gradient), criterion.holds(logits, at.labels()));
      }
    }

    /** (1/m) Σ_s of the evaluations at draws draw·m + s, in their order. */
    private Evaluation mean(Randomised f, Asked at, Order order, long draw) {
      double[] values = new double[at.ids().length];
      int[] errs = new int[values.length];
      Tensor gradient = null;
      for (int s = 0; s < samples; s++) {
        Evaluation e = once(f.drawn(draws, at.ids(), draw * samples + s), at, order);
        for (int i = 0; i < values.length; i++) {
          values[i] += e.values()[i] / samples;
          errs[i] += e.reached()[i] ? 1 : 0;
        }
        gradient = s == 0 || gradient == null ? e.gradient() : gradient.plus(e.gradient(), s == 1 ? gradient.like() : gradient);
      }
      Tensor mean = gradient == null || samples == 1 ? gradient : gradient.scale(1.0 / samples, gradient);
      return new Evaluation(values, mean, confirmed(at, errs));
    }

    /** Where most of the draws err and the votes do too. */
    private boolean[] confirmed(Asked at, int[] errs) {
      boolean[] reached = new boolean[errs.length];
      int[] candidates = IntStream.range(0, errs.length).filter(i -> 2 * errs[i] > samples).toArray();
      if (candidates.length == 0 || answer == Problem.Answer.LAST) {
        return reached;
      }
      long[] ids = new long[candidates.length];
      Arrays.setAll(ids, j -> at.ids()[candidates[j]]);
      int[] votes = Randomised.votes(model, at.input().rows(candidates), ids, seed);
      boolean[] holds = criterion.decided(votes, at.labels().rows(candidates));
      for (int j = 0; j < candidates.length; j++) {
        reached[candidates[j]] = holds[j];
      }
      return reached;
    }

    private static boolean inOrder(int[] instance) {
      for (int i = 0; i < instance.length; i++) {
        if (instance[i] != i) {
          return false;
        }
      }
      return true;
    }
  }

  /** Points of the search: x and δ [m, …], x ⊕ δ, and whose they are. */
  private record Asked(Tensor x, Tensor delta, Tensor input, Labels labels, long[] ids) {}
}
