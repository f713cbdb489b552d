package dev.danskin.examples;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Defense;
import dev.danskin.api.Drive;
import dev.danskin.api.EmpiricalRisk;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Event;
import dev.danskin.api.Hardened;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.Workers;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * min over θ of E [CE(f(x ⊕ δ), y) + w/2 ‖f(x ⊕ δ) − f(x)‖²], δ found by an attack and held fixed: adversarial logit pairing (Kannan,
 * Kurakin, Goodfellow 2018). For networks without batch normalization, whose statistics it leaves as they are.
 *
 * @param outer the minimisation over θ; one batch a step
 * @param inner the maximisation over δ
 * @param weight w, ≥ 0
 * @param batchSize examples in a batch, ≥ 1
 */
public record LogitPairing(Solver outer, Attack inner, @Default("0.5") double weight, @Default("64") int batchSize) implements Defense {
  public LogitPairing {
    if (!(weight >= 0) || Double.isInfinite(weight) || batchSize < 1) {
      throw new IllegalArgumentException("expected weight ≥ 0 and batchSize ≥ 1, found " + weight + " and " + batchSize);
    }
  }

  @Override
  public long steps() {
    return outer.cost().backward();
  }

  @Override
  public Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint) {
    List<Event.Step> history = new ArrayList<>();
    EmpiricalRisk risk = new EmpiricalRisk(model, this::pairs, data.batches(batchSize, run.at("batches")), run.at("inner"));
    Solution s = Drive.run(outer, Problem.minimise(told(risk, history, run), model.parameters()), run.at("outer"), checkpoint);
    return new Hardened(model.at(s.point()), s.outcomes()[0], history);
  }

  /** The same objective; each step is kept and told. */
  private static Objective told(EmpiricalRisk risk, List<Event.Step> history, RunContext run) {
    return new Objective() {
      @Override
      public Evaluation at(Points points, Order order, long draw) {
        Evaluation e = risk.at(points, order, draw);
        if (order == Order.GRADIENT) {
          history.add(new Event.Step("training", draw, e.values()[0]));
          run.events().accept(history.get(history.size() - 1));
        }
        return e;
      }

      @Override
      public boolean deterministic() {
        return false;
      }
    };
  }

  /** Σ_i over some examples, and its gradient: the two logits pull in opposite directions. */
  private EmpiricalRisk.Sum pairs(Model f, Batch some, Order order, RunContext step) {
    Tensor changed = inner.run(f, some, step.with(Workers.sequential())).adversarial();
    try (Linearized clean = f.linearize(some.x()); Linearized attacked = f.linearize(changed)) {
      Tensor apart = attacked.logits().minus(clean.logits());
      Tensor pull = apart.like();
      double loss = Arrays.stream(new CrossEntropy().valuesAndGradient(attacked.logits(), some.y(), pull)).sum();
      double value = loss + weight / 2 * Arrays.stream(apart.rowDot(apart)).sum();
      if (order == Order.VALUE) {
        return new EmpiricalRisk.Sum(value, null);
      }
      Tensor gradient = attacked.parameterPullback(pull.plus(weight, apart));
      return new EmpiricalRisk.Sum(value, gradient.plus(clean.parameterPullback(apart.scale(-weight))));
    }
  }
}
