package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Batch;
import dev.danskin.api.Budget;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Defense;
import dev.danskin.api.Domain;
import dev.danskin.api.Event;
import dev.danskin.api.Hardened;
import dev.danskin.api.Labels;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Order;
import dev.danskin.api.Outcome;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Workers;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The laws of {@link Defense}: extend this class and name a defense of at least 10 steps for inputs in [0, 1]⁶. */
public abstract class DefenseContract extends Contract {
  private static final int EXAMPLES = 300;

  /** The defense under test: batches of at most 150 examples. */
  protected abstract Defense defense();

  /**
   * What step {@code step} of {@link #defense} minimises, put together apart from it: the mean over the batch of that step. Null if the
   * contract has nothing to compare the history with.
   *
   * @param run the context that the defense was given
   */
  protected Objective risk(Model model, long step, RunContext run) {
    return null;
  }

  @Override
  protected Defense subject() {
    return defense();
  }

  @Override
  protected Map<String, String> optOuts() {
    boolean known = risk(network(), 0, RunContext.of(1)) != null;
    return known ? Map.of() : Map.of("defense07", "risk() is null: its value cannot be put together apart from it");
  }

  /** Two classes, which a line through the middle divides. */
  public static Dataset data() {
    Tensor x = Tensors.uniform(new Random(1), 0, 1, DType.FLOAT32, EXAMPLES, 6);
    int[] y = new int[EXAMPLES];
    double[] row = new double[6];
    for (int i = 0; i < EXAMPLES; i++) {
      x.read(i, row);
      y[i] = row[0] + row[1] > row[2] + row[3] ? 1 : 0;
    }
    return new Points(x, y);
  }

  /** Examples in memory. */
  private record Points(Tensor x, int[] y) implements Dataset {
    @Override
    public String source() {
      return "points";
    }

    @Override
    public String digest() {
      return "";
    }

    @Override
    public int size() {
      return y.length;
    }

    @Override
    public int[] inputShape() {
      return x.shape().row();
    }

    @Override
    public List<String> classes() {
      return List.of("below", "above");
    }

    @Override
    public Domain domain() {
      return Domain.unit(inputShape());
    }

    @Override
    public Batch batch(long... ids) {
      int[] index = java.util.Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
      return new Batch(x.rows(index), Labels.of(y).rows(index), ids.clone());
    }
  }

  /** The network that is trained, from [6] to two classes. */
  protected Network network() {
    return ModelsForTests.onJvm(ModelsForTests.dense(3, 6, 16, 2), DType.FLOAT32);
  }

  /** The bits of θ, few enough to be shown. */
  private static String theta(Hardened h) {
    double[] theta = h.model().parameters().theta().toDoubles();
    return theta.length + " parameters, hash " + java.util.Arrays.hashCode(theta) + ", sum " + java.util.Arrays.stream(theta).sum();
  }

  @Test
  void required_defense01_theGivenModelIsUnchangedAndTheResultIsOfTheSameKind() {
    Network f = network();
    double[] before = f.parameters().theta().toDoubles();
    Hardened h = defense().harden(f, data(), RunContext.of(1));
    assertThat(f.parameters().theta().toDoubles()).isEqualTo(before);
    assertThat(h.model().parameters().theta().toDoubles()).hasSameSizeAs(before).isNotEqualTo(before);
    assertThat(h.model().domain()).isEqualTo(f.domain());
    assertThat(h.model().classes()).isEqualTo(f.classes());
    assertThat(h.model().parameters().theta().rowFinite()).containsOnly(true);
  }

  @Test
  void required_defense02_theSameSeedGivesTheSameParametersForAnyNumberOfThreads() {
    Hardened one = defense().harden(network(), data(), RunContext.of(1));
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      Hardened many = defense().harden(network(), data(), RunContext.of(1).with(Workers.on(pool)));
      assertThat(theta(many)).isEqualTo(theta(one));
      assertThat(many.history()).isEqualTo(one.history());
    } finally {
      pool.shutdownNow();
    }
    assertThat(theta(defense().harden(network(), data(), RunContext.of(2)))).isNotEqualTo(theta(one));
  }

  @Test
  void required_defense03_killedAndResumedEndsWithTheSameBytes() {
    Hardened whole = defense().harden(network(), data(), RunContext.of(1));
    for (int kill : new int[] {1, 4, 7}) {
      Kept kept = new Kept(kill);
      AtomicInteger asked = new AtomicInteger();
      RunContext dying = new RunContext(1, "run", Budget.UNLIMITED, () -> kept.last != null && asked.incrementAndGet() > 2, e -> {});
      defense().harden(network(), data(), dying, kept);
      Hardened resumed = defense().harden(network(), data(), RunContext.of(1), new Kept(Snapshot.of(kept.last)));
      assertThat(theta(resumed)).as("killed after step %d", kill).isEqualTo(theta(whole));
    }
  }

  /** Keeps the snapshot after one step, as bytes. */
  private static final class Kept implements Checkpoint {
    private final long step;
    private final Snapshot begun;
    private byte[] last;

    Kept(long step) {
      this.step = step;
      begun = null;
    }

    Kept(Snapshot begun) {
      step = -1;
      this.begun = begun;
    }

    @Override
    public Optional<Snapshot> begin() {
      return Optional.ofNullable(begun);
    }

    @Override
    public void after(long done, Supplier<Snapshot> snapshot) {
      last = done == step ? snapshot.get().bytes() : last;
    }
  }

  @Test
  void required_defense04_stopsWhenAskedAndReturnsWhatItHas() {
    AtomicInteger asked = new AtomicInteger();
    RunContext run = new RunContext(1, "run", Budget.UNLIMITED, () -> asked.incrementAndGet() > 5, e -> {});
    Hardened h = defense().harden(network(), data(), run);
    assertThat(h.outcome()).isInstanceOf(Outcome.Stopped.class);
    assertThat(h.history().size()).isLessThan((int) defense().steps());
    assertThat(h.model().parameters().theta().rowFinite()).containsOnly(true);
  }

  @Test
  void required_defense05_historyHasTheLossOfEveryStep() {
    Hardened h = defense().harden(network(), data(), RunContext.of(1));
    assertThat(h.outcome()).isInstanceOf(Outcome.Finished.class);
    assertThat(h.history()).hasSize((int) defense().steps());
    for (int t = 0; t < h.history().size(); t++) {
      assertThat(h.history().get(t).step()).isEqualTo(t);
      assertThat(h.history().get(t).value()).isFinite();
    }
  }

  @Test
  void required_defense06_neverExceedsABudgetAndReturnsWhatItHas() {
    for (int limit = 0; limit < 3; limit++) {
      Hardened h = defense().harden(network(), data(), RunContext.of(1).with(new Budget(limit, limit, limit)));
      assertThat(h.outcome()).as("budget %d", limit).isInstanceOf(Outcome.OutOfBudget.class);
      assertThat(h.history()).hasSizeLessThanOrEqualTo(limit);
      assertThat(h.model().parameters().theta().rowFinite()).containsOnly(true);
    }
  }

  /** Where the defense tells its points, the value of each step is that of the risk there. */
  @Test
  void optional_defense07_historyAgreesWithReevaluation() {
    List<Tensor> points = new ArrayList<>();
    RunContext run = new RunContext(1, "run", Budget.UNLIMITED, () -> false, e -> {
      if (e instanceof Event.Standing s) {
        points.add(Memory.heap().copy(s.point()));
      }
    });
    Hardened h = defense().harden(network(), data(), run);
    assertThat(points).hasSameSizeAs(h.history());
    for (int t = 0; t < points.size(); t++) {
      double expected = risk(network(), t, run).at(new dev.danskin.api.Points(points.get(t), new int[] {0}), Order.VALUE, t).values()[0];
      assertThat(h.history().get(t).value()).as("step %d", t).isCloseTo(expected, Offset.offset(1e-5 * (1 + Math.abs(expected))));
    }
  }
}
