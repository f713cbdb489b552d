package dev.danskin.testkit.defects;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Counts;
import dev.danskin.api.Decides;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.Labels;
import dev.danskin.api.Loss;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Problem;
import dev.danskin.api.Philox;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.Scores;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.testkit.AttackContract;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.LongStream;

/** Attacks that break a law each. */
final class AttackDefects {
  private AttackDefects() {}

  private static MaximumLoss sound(double eps, Loss loss, MaximumLoss.Start start) {
    return new MaximumLoss(new Interval(eps), loss, new Descent(Math.max(eps, 1e-9) / 4, 8, Direction.SIGN), start, Goal.UNTARGETED,
        Problem.Answer.BEST);
  }

  static MaximumLoss sound(double eps) {
    return sound(eps, new CrossEntropy(), MaximumLoss.Start.ZERO);
  }

  /** Projected gradient ascent, open to what spoils it. */
  static class Spoilt implements Attack {
    final MaximumLoss attack;

    Spoilt(MaximumLoss attack) {
      this.attack = attack;
    }

    @Override
    public Set<Access> needs() {
      return attack.needs();
    }

    @Override
    public ThreatModel threat() {
      return attack.threat();
    }

    @Override
    public Counts cost() {
      return attack.cost();
    }

    @Override
    public void accept(Domain domain) {
      attack.accept(domain);
    }

    @Override
    public Attacked run(Decides target, Batch batch, RunContext run) {
      return attack.run(target, batch, run);
    }
  }

  private static Attacked with(Attacked a, Tensor adversarial, boolean[] success, int[] decisions) {
    return new Attacked(adversarial, success, decisions, a.outcomes(), a.spent());
  }

  private static boolean[] errs(int[] decisions, Labels y) {
    boolean[] success = new boolean[decisions.length];
    for (int i = 0; i < success.length; i++) {
      success[i] = decisions[i] != y.classes()[i];
    }
    return success;
  }

  @Planted(breaks = "attack01", how = "goes half as far again as the threat model allows", also = "attack10")
  static final class LeavesTheBall extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          Attacked a = super.run(target, batch, run);
          Tensor x = batch.x().plus(a.adversarial().minus(batch.x()).scale(1.5));
          Tensor out = target.domain().clamp(x, x);
          int[] decisions = Randomised.votes(target, out, batch.ids(), run.seed());
          return with(a, out, errs(decisions, batch.y()), decisions);
        }
      };
    }
  }

  @Planted(breaks = "attack02", how = "claims success everywhere", also = {"attack05", "attack10"})
  static final class ClaimsSuccess extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          Attacked a = super.run(target, batch, run);
          boolean[] all = new boolean[a.success().length];
          Arrays.fill(all, true);
          return with(a, a.adversarial(), all, a.decisions());
        }
      };
    }
  }

  @Planted(breaks = "attack03", also = {"attack10", "attack11"}, how = "draws by place in the batch, not by id")
  static final class DrawsByPlace extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps, new CrossEntropy(), MaximumLoss.Start.RANDOM)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          return super.run(target, new Batch(batch.x(), batch.y(), LongStream.range(0, batch.size()).toArray()), run);
        }
      };
    }
  }

  /** Minus the cross-entropy. */
  private record Minus() implements Loss {
    @Override
    public double[] values(Tensor logits, Labels y) {
      return Arrays.stream(new CrossEntropy().values(logits, y)).map(v -> -v).toArray();
    }

    @Override
    public Tensor gradient(Tensor logits, Labels y) {
      return new CrossEntropy().gradient(logits, y).scale(-1);
    }
  }

  @Planted(breaks = "attack04", how = "walks down the loss: a sign is wrong")
  static final class WalksDown extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return sound(eps, new Minus(), MaximumLoss.Start.ZERO);
    }
  }

  @Planted(breaks = "attack05", also = {"attack01", "attack10"}, how = "adds a little to every size, against divisions by zero")
  static final class NeverZero extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      MaximumLoss named = sound(eps);
      return new Spoilt(sound(eps + 1e-3)) {
        @Override
        public ThreatModel threat() {
          return named.threat();
        }
      };
    }
  }

  @Planted(breaks = "attack06", how = "takes a size above 0.2 for a percentage", also = "attack14")
  static final class LargeIsSmall extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return sound(eps > 0.2 ? eps / 100 : eps);
    }
  }

  @Planted(breaks = "attack07", how = "ignores the budget", also = "attack12")
  static final class Overspends extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          return super.run(target, batch, run.with(Budget.UNLIMITED));
        }
      };
    }
  }

  @Planted(breaks = "attack08", how = "costs more than it says", also = "attack10")
  static final class CostsMore extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Counts cost() {
          return new Counts(1, 1, 0, 0);
        }
      };
    }
  }

  @Planted(breaks = "attack09", how = "goes on when asked to stop")
  static final class DoesNotStop extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          return super.run(target, batch, new RunContext(run.seed(), run.path(), run.budget(), () -> false, run.events()));
        }
      };
    }
  }

  @Planted(breaks = "attack10", how = "judges a randomised model by one lucky draw")
  static final class OneLuckyDraw extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          Attacked a = super.run(target, batch, run);
          if (!(target instanceof Randomised r)) {
            return a;
          }
          int[] decisions = r.drawn(Philox.of(3, "lucky"), batch.ids(), 0).decide(a.adversarial());
          return with(a, a.adversarial(), errs(decisions, batch.y()), decisions);
        }
      };
    }
  }

  @Planted(breaks = "attack11", how = "gives a randomised model numbers by place in the batch", also = "attack10")
  static final class NoiseByPlace extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          boolean noisy = target instanceof Randomised;
          return super.run(target, noisy ? new Batch(batch.x(), batch.y(), LongStream.range(0, batch.size()).toArray()) : batch, run);
        }
      };
    }
  }

  @Planted(breaks = "attack12", how = "does not count the draws of a randomised model")
  static final class DrawsAreFree extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          return super.run(target, batch, target instanceof Randomised ? run.with(Budget.UNLIMITED) : run);
        }
      };
    }
  }

  /** An L∞ ball that knows nothing of categories. */
  private record Numbers(double eps) implements ThreatModel {
    @Override
    public dev.danskin.api.FeasibleSet around(Tensor x, Domain domain) {
      return new dev.danskin.api.set.LInfBall(eps, domain.room(x));
    }

    @Override
    public Tensor apply(Tensor x, Tensor delta, Domain domain) {
      return x.plus(delta);
    }

    @Override
    public dev.danskin.api.Norm norm() {
      return dev.danskin.api.Norm.LINF;
    }

    @Override
    public ThreatModel at(double other) {
      return new Numbers(other);
    }
  }

  @Planted(breaks = "attack13", how = "takes categories for numbers")
  static final class HalfACategory extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      MaximumLoss sound = sound(eps);
      return new MaximumLoss(new Numbers(eps), sound.loss(), sound.solver(), sound.start(), sound.goal(), sound.answer());
    }
  }

  @Planted(breaks = "attack14", how = "loses its way at large sizes where there are more than two classes")
  static final class LosesItsWay extends AttackContract {
    @Override
    protected Attack attack(double eps) {
      return new Spoilt(sound(eps)) {
        @Override
        public Attacked run(Decides target, Batch batch, RunContext run) {
          boolean lost = eps > 0.2 && ((Scores) target).classes() > 2;
          return lost ? sound(eps / 100).run(target, batch, run) : super.run(target, batch, run);
        }
      };
    }
  }
}
