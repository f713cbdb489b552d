package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Domain;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The laws of a {@link GraphBackend}: extend this class and name the backend. */
@Tag("arithmetic")
public abstract class BackendContract extends Contract {
  private static final int[] SIZES = {1, 3, 16, 17, 64, 65, 100, 256, 300};
  private static final int MOST = 300;

  /** The backend on trial. */
  protected abstract GraphBackend backend();

  @Override
  protected GraphBackend subject() {
    return backend();
  }

  @Override
  protected Map<String, String> optOuts() {
    String untrained = "trains() is false: no parameter gradients are offered";
    return trains() ? Map.of() : Map.of("backend07", untrained, "backend08", untrained);
  }

  /** Whether parameter gradients are offered. */
  protected boolean trains() {
    return true;
  }

  /** Networks on which every law is tried; add to them what is special to a backend. */
  protected List<Graph> networks() {
    return List.of(ModelsForTests.linear(1, 7, 3), ModelsForTests.dense(2, 50, 33, 10), ModelsForTests.tied(6, 20, 4),
        ModelsForTests.convolutional(3, new int[] {1, 12, 12}, 10), ModelsForTests.convolutional(4, new int[] {3, 9, 11}, 4),
        ModelsForTests.residual(5, new int[] {3, 8, 8}, 5), ModelsForTests.normalized(7, new int[] {3, 8, 8}, 5));
  }

  private Network on(Graph graph) {
    return Network.of(graph, backend(), Domain.unit(graph.inputShape()));
  }

  private static Tensor inputs(Graph graph, DType type) {
    int[] shape = dev.danskin.api.tensor.Shape.rows(MOST, graph.inputShape()).extents();
    return Tensors.uniform(new Random(99), 0, 1, type, shape);
  }

  private static Tensor cotangents(Graph graph, DType type) {
    return Tensors.normal(new Random(98), type, MOST, graph.size(graph.output()));
  }

  private static int[] range(int from, int n) {
    return java.util.stream.IntStream.range(from, from + n).toArray();
  }

  /** Logits, input gradient and, where offered, parameter gradient. */
  private record Answer(Tensor logits, Tensor gradient, Tensor parameters) {}

  private static Answer ask(Network f, Tensor x, Tensor cotangent, boolean parameters) {
    try (Linearized l = f.linearize(x)) {
      Tensor logits = l.logits();
      return new Answer(logits, l.pullback(cotangent), parameters ? l.parameterPullback(cotangent) : null);
    }
  }

  @Test
  void required_backend01_agreesWithTheReferenceInHigherPrecision() {
    for (Graph graph : networks()) {
      int[] some = range(0, 40);
      Tensor x = inputs(graph, DType.FLOAT64).rows(some);
      Tensor c = cotangents(graph, DType.FLOAT64).rows(some);
      Network reference = Network.of(graph, new JvmBackend(DType.FLOAT64), Domain.unit(graph.inputShape()));
      try (Network ours = on(graph)) {
        DType type = backend().type();
        Answer a = ask(ours, x.cast(type), c.cast(type), trains());
        Answer b = ask(reference, x, c, trains());
        assertThat(Tensors.relativeError(a.logits, b.logits)).isLessThan(1e-5);
        assertThat(Tensors.relativeError(a.gradient, b.gradient)).isLessThan(2e-5);
        assertThat(trains() ? Tensors.relativeError(a.parameters, b.parameters) : 0).isLessThan(1e-4);
      }
    }
  }

  @Test
  void required_backend02_rowBits() {
    for (Graph graph : networks()) {
      Tensor x = inputs(graph, backend().type());
      Tensor c = cotangents(graph, backend().type());
      try (Network f = on(graph)) {
        Answer all = ask(f, x, c, false);
        for (int n : SIZES) {
          int from = (MOST - n) / 2;
          int[] rows = range(from, n);
          Answer some = ask(f, x.rows(rows), c.rows(rows), false);
          assertThat(some.logits.toDoubles()).as("logits, %d rows", n).isEqualTo(all.logits.rows(rows).toDoubles());
          assertThat(some.gradient.toDoubles()).as("gradient, %d rows", n).isEqualTo(all.gradient.rows(rows).toDoubles());
          assertThat(f.logits(x.rows(rows)).toDoubles()).as("forward, %d rows", n).isEqualTo(all.logits.rows(rows).toDoubles());
        }
      }
    }
  }

  @Test
  void required_backend03_threadsDoNotDisturbEachOther() throws Exception {
    for (Graph graph : networks()) {
      Tensor x = inputs(graph, backend().type()).rows(range(0, 90));
      Tensor c = cotangents(graph, backend().type()).rows(range(0, 90));
      ExecutorService pool = Executors.newFixedThreadPool(2);
      try (Network f = on(graph)) {
        Answer alone = ask(f, x, c, trains());
        Callable<Answer> task = () -> ask(f, x, c, trains());
        for (Future<Answer> answer : pool.invokeAll(java.util.Collections.nCopies(12, task))) {
          assertThat(answer.get().logits.toDoubles()).isEqualTo(alone.logits.toDoubles());
          assertThat(answer.get().gradient.toDoubles()).isEqualTo(alone.gradient.toDoubles());
          assertThat(trains() ? answer.get().parameters.toDoubles() : null)
              .isEqualTo(trains() ? alone.parameters.toDoubles() : null);
        }
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @Test
  void required_backend04_severalPullbacksShareOneForward() {
    for (Graph graph : networks()) {
      Tensor x = inputs(graph, backend().type()).rows(range(0, 20));
      Tensor c = cotangents(graph, backend().type()).rows(range(0, 20));
      try (Network f = on(graph); Linearized l = f.linearize(x)) {
        double[] first = l.pullback(c).toDoubles();
        double[] parameters = trains() ? l.parameterPullback(c).toDoubles() : null;
        l.pullback(c.scale(-3));
        assertThat(l.pullback(c).toDoubles()).isEqualTo(first);
        if (trains()) {
          l.parameterPullback(c.scale(-3));
          assertThat(l.parameterPullback(c).toDoubles()).isEqualTo(parameters);
          assertThat(l.pullback(c).toDoubles()).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void required_backend05_aNaNStaysInItsRowAndIsNotSwallowed() {
    for (Graph graph : networks()) {
      Tensor x = inputs(graph, backend().type()).rows(range(0, 5));
      try (Network f = on(graph)) {
        Tensor clean = f.logits(x);
        double[] row = new double[x.rowSize()];
        java.util.Arrays.fill(row, Double.NaN);
        x.write(2, row);
        Tensor broken = f.logits(x);
        assertThat(broken.rowFinite()).containsExactly(true, true, false, true, true);
        assertThat(broken.rows(new int[] {0, 1, 3, 4}).toDoubles()).isEqualTo(clean.rows(new int[] {0, 1, 3, 4}).toDoubles());
      }
    }
  }

  @Test
  void required_backend06_otherParametersGiveOtherAnswersAndLeaveTheFirstModelAlone() {
    Graph graph = networks().get(1);
    Tensor x = inputs(graph, backend().type()).rows(range(0, 20));
    try (Network f = on(graph)) {
      double[] before = f.logits(x).toDoubles();
      Tensor other = f.parameters().theta().scale(0.5);
      double[] changed = f.at(other).logits(x).toDoubles();
      assertThat(changed).isNotEqualTo(before);
      assertThat(f.logits(x).toDoubles()).isEqualTo(before);
      Network reference = Network.of(graph.with(other), new JvmBackend(), Domain.unit(graph.inputShape()));
      assertThat(Tensors.relativeError(Tensor.of(changed, 20, 10), reference.logits(x).cast(DType.FLOAT64))).isLessThan(1e-5);
      Model moved = f.at(other);
      other.fill(0);
      assertThat(moved.logits(x).toDoubles()).as("after the given tensor was overwritten").isEqualTo(changed);
    }
  }

  @Test
  void optional_backend07_parameterGradientsDoNotDependOnThePacking() {
    for (Graph graph : networks()) {
      for (int n : new int[] {7, 40, 128, MOST}) {
        Tensor x = inputs(graph, backend().type()).rows(range(0, n));
        Tensor c = cotangents(graph, backend().type()).rows(range(0, n));
        double[] packed = parameterGradient(graph, backend(), x, c);
        for (int tile : backend().tiles()) {
          assertThat(parameterGradient(graph, new OneTile(backend(), tile), x, c)).as("%d rows in tiles of %d", n, tile)
              .isEqualTo(packed);
        }
      }
    }
  }

  /** Batch normalization in training: statistics of exactly the batch, gradients through them, and what was found. */
  @Test
  void optional_backend08_trainingAgreesWithTheReferenceInHigherPrecision() {
    List<Graph> normalized = List.of(ModelsForTests.normalized(7, new int[] {3, 8, 8}, 5), ModelsForTests.normalizedDense(8, 9, 17, 4),
        ModelsForTests.normalizedSequences(9, 12, 4));
    for (Graph graph : normalized) {
      Network reference = Network.of(graph, new JvmBackend(DType.FLOAT64), Domain.unit(graph.inputShape()));
      for (int n : new int[] {16, 48}) {
        Tensor x = inputs(graph, DType.FLOAT64).rows(range(5, n));
        Tensor c = cotangents(graph, DType.FLOAT64).rows(range(5, n));
        DType type = backend().type();
        try (Network f = on(graph); Linearized l = f.training().linearize(x.cast(type)); Linearized r = reference.training().linearize(x)) {
          assertThat(Tensors.relativeError(l.logits(), r.logits())).isLessThan(1e-5);
          assertThat(f.training().logits(x.cast(type)).toDoubles()).isEqualTo(l.logits().toDoubles());
          assertThat(Tensors.relativeError(l.statistics(), r.statistics())).isLessThan(1e-5);
          assertThat(Tensors.relativeError(l.parameterPullback(c.cast(type)), r.parameterPullback(c))).isLessThan(1e-4);
          assertThat(Tensors.relativeError(l.pullback(c.cast(type)), r.pullback(c))).isLessThan(1e-4);
          assertThat(l.parameterPullback(c.cast(type)).toDoubles()).isEqualTo(l.parameterPullback(c.cast(type)).toDoubles());
          assertThat(f.linearize(x.cast(type)).statistics()).isNull();
        }
      }
    }
  }

  private static double[] parameterGradient(Graph graph, GraphBackend backend, Tensor x, Tensor cotangent) {
    try (Network f = Network.of(graph, backend, Domain.unit(graph.inputShape())); Linearized l = f.linearize(x)) {
      return l.parameterPullback(cotangent).toDoubles();
    }
  }

  /** A backend held to one tile size. */
  private record OneTile(GraphBackend backend, int tile) implements GraphBackend {
    @Override
    public DType type() {
      return backend.type();
    }

    @Override
    public String name() {
      return backend.name();
    }

    @Override
    public String arithmetic() {
      return backend.arithmetic();
    }

    @Override
    public boolean rowExact() {
      return backend.rowExact();
    }

    @Override
    public int[] tiles() {
      return new int[] {tile};
    }

    @Override
    public Program compile(Graph graph, int rows) {
      return backend.compile(graph, rows);
    }
  }
}
