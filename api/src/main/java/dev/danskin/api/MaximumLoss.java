package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.Set;

/**
 * max over δ ∈ Δ(x) of loss(f(x ⊕ δ), y), by any solver: FGSM (Goodfellow et al. 2015), BIM (Kurakin et al.
 * 2017), PGD (Madry et al. 2018) and their kin are this record with other parts. Beside the solver it costs one forward
 * pass to judge the answer, and one more where the goal needs the clean logits.
 *
 * @param threat Δ and ⊕
 * @param loss what is maximised
 * @param solver how
 * @param start from δ = 0, from a random point of Δ(x) or from noise
 * @param goal any mistake or a chosen class
 * @param answer BEST stops an example at the first δ that fools the model; LAST judges the last δ only
 */
public record MaximumLoss(
    ThreatModel threat,
    @Default("cross-entropy") Loss loss,
    Solver solver,
    @Default("zero") Start start,
    @Default("untargeted") Goal goal,
    @Default("best") Problem.Answer answer)
    implements Attack {

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
    return new MaximumLoss(threat.at(eps), loss, solver, start, goal, answer);
  }

  @Override
  public MaximumLoss aimedAt(Goal other) {
    return new MaximumLoss(threat, loss, solver, start, other, answer);
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
    return solver.cost().plus(beside());
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
    Labels y = labels(model, batch);
    return judged(model, batch, y, search(model, batch, y, delta, goal.criterion(), run.with(run.budget().minus(beside()))));
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
    return search(model, batch, labels(model, batch), delta, new Criterion.Never(), run);
  }

  private Labels labels(Scores model, Batch batch) {
    return goal.labels(batch.y(), goal.needsLogits() ? model.logits(batch.x()) : null, model.classes());
  }

  private Solution search(Scores model, Batch batch, Labels y, Tensor delta, Criterion criterion, RunContext run) {
    FeasibleSet set = threat.around(batch.x(), model.domain());
    Tensor begin = delta == null ? begin(set, batch, run) : delta;
    Objective objective = new LossOfInput(model, batch.x(), y, criterion);
    return solver.solve(new Problem(objective, Sense.MAXIMISE, set, begin, batch.ids(), answer), run);
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
  private Attacked judged(Scores model, Batch batch, Labels y, Solution s) {
    Tensor adversarial = threat.apply(batch.x(), s.point(), model.domain());
    int[] decisions = model.decide(adversarial);
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

  /** δ ↦ loss(f(x ⊕ δ), y), instance by instance. */
  private final class LossOfInput implements Objective {
    private final Scores model;
    private final Tensor x;
    private final Labels y;
    private final Criterion criterion;

    LossOfInput(Scores model, Tensor x, Labels y, Criterion criterion) {
      this.model = model;
      this.x = x;
      this.y = y;
      this.criterion = criterion;
    }

    @Override
    public Evaluation at(Points points, Order order, long draw) {
      boolean all = points.instance().length == x.rows() && inOrder(points.instance());
      Tensor at = all ? x : x.rows(points.instance());
      Labels labels = all ? y : y.rows(points.instance());
      Tensor input = threat.apply(at, points.z(), model.domain());
      if (order == Order.VALUE) {
        Tensor logits = model.logits(input);
        return new Evaluation(loss.values(logits, labels), null, criterion.holds(logits, labels));
      }
      try (Linearized f = ((Model) model).linearize(input)) {
        Tensor logits = f.logits();
        Tensor cotangent = logits.like();
        double[] values = loss.valuesAndGradient(logits, labels, cotangent);
        Tensor gradient = f.pullback(cotangent);
        return new Evaluation(values, threat.pullback(at, points.z(), gradient),
            criterion.holds(logits, labels));
      }
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
}
