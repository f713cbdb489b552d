package dev.danskin.api;

import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * min ‖δ‖ subject to f(x ⊕ δ) ≠ y, by any {@link DistanceSearch}: FAB, DeepFool and their kin. An example counts as fooled if the distance found
 * is at most the ε of the threat; the distances give the accuracy at every other ε from the same run. Beside the search it costs one
 * forward pass to judge the answer, and one more where the goal needs the clean logits.
 *
 * <p>Of a {@link Randomised} model the search sees one draw for each example, the same throughout, and a point counts as a mistake only if the votes
 * of {@link Randomised#votes} err there too. What walks along the boundary of that one draw, as FAB does, finds little then.
 *
 * @param threat the norm, ε, and ⊕
 * @param search how
 * @param goal any mistake or a chosen class
 * @param answer WITHIN ends an example at the first mistake within ε; NEAREST goes on to the least distance
 */
public record MinimumDistance(
    ThreatModel threat, DistanceSearch search, @Default("untargeted") Goal goal, @Default("nearest") Answer answer)
    implements Attack {

  /** When an example is done. */
  public enum Answer {
    /** At the first point within ε at which the model errs. */
    WITHIN,
    /** When the search is: the answer is the nearest point at which the model errs. */
    NEAREST
  }

  public MinimumDistance {
    if (!search.norms().contains(threat.norm())) {
      throw new IllegalArgumentException("expected one of the norms " + search.norms() + " for " + search.getClass().getSimpleName()
          + ", found " + threat.norm());
    }
  }

  @Override
  public MinimumDistance at(double eps) {
    return new MinimumDistance(threat.at(eps), search, goal, answer);
  }

  @Override
  public MinimumDistance aimedAt(Goal other) {
    return new MinimumDistance(threat, search, other, answer);
  }

  @Override
  public Set<Access> needs() {
    return Set.of(Access.GRADIENTS);
  }

  @Override
  public void accept(Domain domain) {
    if (domain.isGrouped()) {
      throw new IllegalArgumentException("expected a domain without one-hot groups for " + search.getClass().getSimpleName()
          + ", which searches in boxes, found " + domain.groups().size() + " groups; use --attack tabular");
    }
  }

  private Counts beside() {
    return new Counts(goal.needsLogits() ? 2 : 1, 0, 0, 0);
  }

  @Override
  public Counts cost() {
    return search.cost(!(goal instanceof Goal.Untargeted)).plus(beside());
  }

  @Override
  public Attacked run(Decides target, Batch batch, RunContext run) {
    if (!(target instanceof Model model)) {
      throw new IllegalArgumentException(search.getClass().getSimpleName() + " needs " + needs()
          + ", which this target does not offer; use a black-box attack");
    }
    accept(model.domain());
    if (run.budget().forward() < beside().forward()) {
      return Attacked.unattempted(batch, new Outcome.OutOfBudget());
    }
    if (run.cancelled().getAsBoolean()) {
      return Attacked.unattempted(batch, new Outcome.Stopped());
    }
    Tensor clean = goal.needsLogits() ? Randomised.ranking(model, batch.x(), batch.ids(), run.seed()) : null;
    Labels y = goal.labels(batch.y(), clean, model.classes());
    Meter meter = new Meter(model, batch, y, run.with(run.budget().minus(beside())));
    Iteration iteration = search.start(meter, run);
    while (meter.anyOpen() && iteration.step()) {
      // The search goes on until it or the last example is done.
    }
    return judged(model, batch, y, run, meter);
  }

  /** What lies beyond ε is projected onto Δ(x), so that every answer is admissible; the driver looks at every answer itself. */
  private Attacked judged(Model model, Batch batch, Labels y, RunContext run, Meter meter) {
    int n = batch.size();
    Tensor delta = threat.around(batch.x(), model.domain()).project(meter.nearest, Memory.heap().allocate(batch.x().type(), batch.x().shape()));
    Tensor adversarial = threat.apply(batch.x(), delta, model.domain());
    int[] decisions = Randomised.votes(model, adversarial, batch.ids(), run.seed());
    boolean[] success = goal.criterion().decided(decisions, y);
    Counts[] spent = new Counts[n];
    for (int i = 0; i < n; i++) {
      spent[i] = new Counts(meter.forward[i], meter.backward[i], 0, meter.zero[i]).plus(beside());
      if (meter.outcome[i] == null) {
        meter.outcome[i] = success[i] ? new Outcome.Reached() : new Outcome.Finished();
      }
      if (meter.outcome[i] instanceof Outcome.Reached && !success[i]) {
        meter.outcome[i] = new Outcome.Unstable("a second evaluation of the same input gave another class");
      }
      success[i] &= !(meter.outcome[i] instanceof Outcome.Unstable);
    }
    return new Attacked(adversarial, success, decisions, meter.outcome, spent, meter.distance);
  }

  /** The counted model that a search sees. */
  private final class Meter implements Surroundings {
    private final Model model;
    private final Batch batch;
    private final Labels y;
    private final RunContext run;
    private final Box room;
    private final Tensor nearest;
    private final double[] distance;
    private final double[] measure;
    private final Outcome[] outcome;
    private final long[] forward;
    private final long[] backward;
    private final long[] zero;

    Meter(Model model, Batch batch, Labels y, RunContext run) {
      this.model = model;
      this.batch = batch;
      this.y = y;
      this.run = run;
      room = model.domain().room(batch.x());
      int n = batch.size();
      nearest = Memory.heap().zeros(batch.x().type(), batch.x().shape());
      distance = new double[n];
      Arrays.fill(distance, Double.POSITIVE_INFINITY);
      measure = distance.clone();
      outcome = new Outcome[n];
      forward = new long[n];
      backward = new long[n];
      zero = new long[n];
    }

    boolean anyOpen() {
      return Arrays.stream(outcome).anyMatch(o -> o == null);
    }

    @Override
    public long[] ids() {
      return batch.ids();
    }

    @Override
    public Tensor x() {
      return batch.x();
    }

    @Override
    public Labels labels() {
      return y;
    }

    @Override
    public int classes() {
      return model.classes();
    }

    @Override
    public Box room() {
      return room;
    }

    @Override
    public Norm norm() {
      return threat.norm();
    }

    @Override
    public double eps() {
      return threat.eps();
    }

    @Override
    public int[] affordable(int[] instance, Counts more) {
      boolean cancelled = run.cancelled().getAsBoolean();
      return IntStream.range(0, instance.length).filter(j -> {
        int i = instance[j];
        if (outcome[i] == null && cancelled) {
          outcome[i] = new Outcome.Stopped();
        }
        boolean poor = run.budget().forward() - more.forward() < forward[i] || run.budget().backward() - more.backward() < backward[i];
        if (outcome[i] == null && poor) {
          outcome[i] = new Outcome.OutOfBudget();
        }
        return outcome[i] == null;
      }).toArray();
    }

    @Override
    public Look at(Tensor delta, int[] instance, boolean answers) {
      for (int i : instance) {
        if (outcome[i] != null) {
          throw new IllegalStateException("expected rows of inputs that are still searched, found input " + i + ", which is " + outcome[i].name());
        }
        forward[i]++;
      }
      Tensor x = batch.x().rows(instance);
      Tensor input = threat.apply(x, delta, model.domain());
      Linearized f = seen(instance).linearize(input);
      boolean[] fooled = confirmed(goal.criterion().holds(f.logits(), y.rows(instance)), input, instance);
      boolean[] finite = f.logits().rowFinite();
      double[] size = threat.norm().of(delta);
      double[] small = search.measure(threat.norm(), delta);
      for (int j = 0; j < instance.length; j++) {
        int i = instance[j];
        if (!finite[j]) {
          outcome[i] = new Outcome.Unstable("logits that are not finite");
        } else if (answers && fooled[j] && small[j] < measure[i]) {
          measure[i] = small[j];
          distance[i] = size[j];
          nearest.put(i, delta, j);
          boolean done = size[j] == 0 || answer == Answer.WITHIN && size[j] <= threat.eps();
          outcome[i] = done ? new Outcome.Reached() : null;
        }
      }
      return new Counted(f, x, delta, instance, fooled);
    }

    /** The model as this search sees it. */
    private Model seen(int[] instance) {
      return model instanceof Randomised r ? r.drawn(run.draws().at("model"), ids(instance), 0) : model;
    }

    private long[] ids(int[] instance) {
      return Arrays.stream(instance).mapToLong(i -> batch.ids()[i]).toArray();
    }

    /** Of the points at which the model errs those at which the votes of a randomised one do too. */
    private boolean[] confirmed(boolean[] fooled, Tensor input, int[] instance) {
      if (!(model instanceof Randomised)) {
        return fooled;
      }
      int[] candidates = IntStream.range(0, fooled.length).filter(j -> fooled[j]).toArray();
      if (candidates.length == 0) {
        return fooled;
      }
      int[] whose = Arrays.stream(candidates).map(j -> instance[j]).toArray();
      int[] votes = Randomised.votes(model, input.rows(candidates), ids(whose), run.seed());
      boolean[] holds = goal.criterion().decided(votes, y.rows(whose));
      for (int k = 0; k < candidates.length; k++) {
        fooled[candidates[k]] = holds[k];
      }
      return fooled;
    }

    private void charge(int i, double slope) {
      backward[i]++;
      zero[i] += slope == 0 ? 1 : 0;
      if (!Double.isFinite(slope) && outcome[i] == null) {
        outcome[i] = new Outcome.Unstable("a gradient that is not finite");
      }
    }

    private final class Counted implements Look {
      private final Linearized f;
      private final Tensor x;
      private final Tensor delta;
      private final int[] instance;
      private final boolean[] fooled;

      Counted(Linearized f, Tensor x, Tensor delta, int[] instance, boolean[] fooled) {
        this.f = f;
        this.x = x;
        this.delta = delta;
        this.instance = instance;
        this.fooled = fooled;
      }

      @Override
      public Tensor logits() {
        return f.logits();
      }

      @Override
      public boolean[] fooled() {
        return fooled;
      }

      @Override
      public Tensor pullback(Tensor cotangent, boolean[] wanted) {
        Tensor gradient = threat.pullback(x, delta, f.pullback(cotangent));
        double[] size = gradient.rowNormInf();
        for (int j = 0; j < wanted.length; j++) {
          if (wanted[j]) {
            charge(instance[j], size[j]);
          }
        }
        return gradient;
      }

      @Override
      public void close() {
        f.close();
      }
    }
  }
}
