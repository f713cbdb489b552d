package dev.danskin.runtime.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Access;
import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Counts;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Domain;
import dev.danskin.api.Event;
import dev.danskin.api.Outcome;
import dev.danskin.api.RunContext;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.Margin;
import dev.danskin.attacks.LInf;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.Squares;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.solvers.RandomSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation in a program says what is known of a model whose worst case has a closed form, and refuses before it runs. */
class EvaluationPlanTest {
  private final Danskin danskin = Danskin.standard();
  private final Dataset data = Squares.points(60);

  private EvaluationPlan plan(Decides model) {
    return danskin.evaluate(model).on(data);
  }

  private static long robust(Dataset data, double eps) {
    Batch all = data.first(data.size());
    double[] x = all.x().toDoubles();
    long n = 0;
    for (int i = 0; i < all.size(); i++) {
      double margin = (2 * all.y().classes()[i] - 1) * (x[2 * i] + x[2 * i + 1] - 1);
      n += margin > 2 * eps ? 1 : 0;
    }
    return n;
  }

  @Test
  void theWorstCaseOfALinearModelIsFound() {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    EvaluationResult found = plan(new Squares()).against("linf", 0.1).with("noise").with("search",
        Attack.of(new LInf(0.1), new Margin(), new RandomSearch(4000))).threads(2).batch(7).telling(events::add).run();
    assertThat(found.complete()).isTrue();
    assertThat(found.clean()).isEqualTo(new Share(60, 60));
    int least = (int) robust(data, 0.1);
    assertThat(least).isBetween(10, 50);
    assertThat(found.under("search").hits()).isBetween(least, least + 2);
    assertThat(found.under("noise", 0.1).hits()).isGreaterThanOrEqualTo(found.under("search").hits());
    assertThat(found.worstCase().hits()).isLessThanOrEqualTo(found.under("search").hits());
    assertThat(found.worstCase().interval().low()).isLessThan(found.worstCase().value());
    assertThat(found.verdict()).startsWith("At most");
    assertThat(found.toString()).contains("clean 100.0 %", "search, linf 0.1");
    assertThat(found.adversarial()).isNotEmpty().allSatisfy(a -> {
      boolean above = a.input()[0] + a.input()[1] > 1;
      assertThat(above ? 1 : 0).isNotEqualTo(a.row().label());
    });
    assertThat(events).anyMatch(e -> e instanceof Event.Ended);
  }

  @Test
  void noFigureDependsOnThreadsAndBatches() {
    EvaluationPlan plan = plan(new Squares()).against("linf", 0.1).with("noise").seed(3);
    assertThat(plan.threads(2).batch(5).run().rows()).isEqualTo(plan.run().rows());
    assertThat(plan.seed(4).run().rows()).isNotEqualTo(plan.run().rows());
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingRuns() {
    Squares model = new Squares();
    EvaluationPlan plan = plan(model).against("linf", 0.1);
    assertThatThrownBy(() -> plan.with("pgd").run()).isInstanceOf(RequestException.class)
        .hasMessageContaining("attack.pgd: the solver pgd needs gradients, which the model Squares does not offer")
        .hasMessageContaining("square");
    assertThatThrownBy(() -> plan.with("pdg").run()).hasMessageContaining("no Attack named 'pdg'; did you mean 'pgd'?");
    assertThatThrownBy(() -> plan(model).against("linff", 0.1).run()).hasMessageContaining("did you mean 'linf'?");
    assertThatThrownBy(() -> plan(model).against("linf", -1).run()).hasMessageContaining("expected a size ≥ 0 of linf, found -1.0");
    assertThatThrownBy(() -> plan(model).run()).hasMessageContaining("add against(");
    assertThatThrownBy(() -> danskin.evaluate(model).against("linf", 0.1).run()).hasMessageContaining("add on(data)");
    assertThatThrownBy(() -> plan.with("gate", new Gate(Access.GRADIENTS)).run()).hasMessageContaining("attack.gate: it needs gradients");
    assertThat(model.asked()).isZero();
  }

  @Test
  void stoppedItHasWhatWasDone(@TempDir Path folder) throws Exception {
    AtomicInteger looks = new AtomicInteger();
    EvaluationPlan plan = plan(new Squares()).against("linf", 0.1).with("noise").batch(1);
    EvaluationResult some = plan.cancelledBy(() -> looks.incrementAndGet() > 200).run();
    assertThat(some.complete()).isFalse();
    assertThat(some.examples()).isBetween(1, 59);
    assertThat(plan.run().rows()).containsAll(some.rows());
    some.write(folder.resolve("some"));
    assertThat(folder.resolve("some")).isDirectoryContaining(p -> p.endsWith("journal"))
        .isDirectoryContaining(p -> p.endsWith("results.json"));
    assertThatThrownBy(() -> some.write(folder.resolve("some"))).hasMessageContaining("holds a job already");
    EvaluationResult none = plan.cancelledBy(() -> true).run();
    assertThat(none.examples()).isZero();
    assertThat(none.verdict()).isEqualTo("No example was evaluated.");
    assertThat(none.clean().toString()).isEqualTo("of no examples");
    assertThatThrownBy(() -> none.write(folder.resolve("none"))).hasMessageContaining("nothing to write");
  }

  @Test
  void anInterruptStopsItToo() {
    Thread.currentThread().interrupt();
    EvaluationResult some = plan(new Squares()).against("linf", 0.1).with("noise").batch(1).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(some.complete()).isFalse();
  }

  @Test
  void anAttackWithoutANameRunsButIsNotWritten(@TempDir Path folder) throws Exception {
    EvaluationResult found = plan(new Squares()).with("gate", new Gate(Access.SCORES)).run();
    assertThat(found.under("gate").hits()).isEqualTo(60);
    assertThatThrownBy(() -> found.write(folder.resolve("job"))).hasMessageContaining("Gate has no registered name");
    assertThat(Files.exists(folder.resolve("job"))).isFalse();
  }

  /** An attack of the application's own that is registered nowhere, and finds nothing. */
  private record Gate(Access access) implements Attack {
    @Override
    public Set<Access> needs() {
      return Set.of(access);
    }

    @Override
    public ThreatModel threat() {
      return new LInf(0.1);
    }

    @Override
    public Counts cost() {
      return Counts.NONE;
    }

    @Override
    public void accept(Domain domain) {
      assertThat(domain.features()).isEqualTo(2);
    }

    @Override
    public Attacked run(Decides target, Batch batch, RunContext run) {
      return Attacked.unattempted(batch, new Outcome.Finished());
    }
  }
}
