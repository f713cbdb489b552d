package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The laws of {@link Model}: extend this class and name a model, computed in binary64 if it can be. */
public abstract class ModelContract extends Contract {
  private static final int CASES = 20;

  /** The model on trial, the same at every call. */
  protected abstract Model model();

  /** Valid inputs [n, …] at which the model is smooth but for chance; numbers of the domain unless overridden. */
  protected Tensor inputs(Random random, int n) {
    Model f = model();
    Tensor x = Tensors.uniform(random, 0, 1, type(), Shape.rows(n, f.domain().shape()).extents());
    return x.mapRows((r, v) -> Arrays.setAll(v, i -> f.domain().lower(i) + v[i] * (f.domain().upper(i) - f.domain().lower(i))), x);
  }

  /** The precision that the model computes in. */
  protected DType type() {
    return DType.FLOAT64;
  }

  /** Largest relative error of a derivative beside a central difference; {@code NaN} for a model whose pullback is another function's. */
  protected double accuracy() {
    return type() == DType.FLOAT64 ? 1e-5 : 0.05;
  }

  @Override
  protected Model subject() {
    return model();
  }

  @Override
  protected Map<String, String> optOuts() {
    Map<String, String> declined = new TreeMap<>();
    if (Double.isNaN(accuracy())) {
      declined.put("model03", "accuracy() is NaN: the pullback is on purpose that of another function");
    }
    if (model().parameters().size() == 0) {
      declined.put("model05", "the model has no parameters");
      declined.put("model06", "the model has no parameters");
    }
    return declined;
  }

  /** Steps of differences; a kink between two points spoils some of them, rounding others. */
  private double[] steps() {
    return type() == DType.FLOAT64 ? new double[] {1e-5, 1e-6, 1e-7} : new double[] {1e-3, 3e-4, 1e-4, 3e-5};
  }

  /** The difference quotient that comes nearest to a derivative. */
  private double nearest(double derivative, DoubleUnaryOperator quotient) {
    return Arrays.stream(steps()).map(quotient).boxed().min(Comparator.comparingDouble(s -> Math.abs(s - derivative))).orElseThrow();
  }

  private Tensor cotangents(Case random, int n) {
    return Tensors.normal(random, type(), n, model().classes());
  }

  private static Tensor pullback(Model f, Tensor x, Tensor w) {
    try (Linearized l = f.linearize(x)) {
      return l.pullback(w);
    }
  }

  private static Tensor parameterPullback(Model f, Tensor x, Tensor w) {
    try (Linearized l = f.linearize(x)) {
      return l.parameterPullback(w);
    }
  }

  @Test
  void required_model01_rowsAreIndependent() {
    Property.check(CASES, random -> {
      int n = random.size(1, 20);
      Tensor x = inputs(random, n);
      Tensor w = cotangents(random, n);
      int[] some = {random.nextInt(n), random.nextInt(n)};
      assertThat(model().logits(x.rows(some)).toDoubles()).isEqualTo(model().logits(x).rows(some).toDoubles());
      assertThat(pullback(model(), x.rows(some), w.rows(some)).toDoubles()).isEqualTo(pullback(model(), x, w).rows(some).toDoubles());
    });
  }

  @Test
  void required_model02_linearizedItGivesTheSameLogits() {
    Property.check(CASES, random -> {
      Tensor x = inputs(random, random.size(1, 5));
      try (Linearized l = model().linearize(x)) {
        assertThat(l.logits().toDoubles()).isEqualTo(model().logits(x).toDoubles());
      }
    });
  }

  /** ⟨w, (f(x + hv) − f(x − hv)) / 2h⟩ = ⟨Jᵀw, v⟩: the pullback is the adjoint of the forward derivative. */
  @Test
  void optional_model03_thePullbackIsAdjointToCentralDifferences() {
    Property.check(CASES, random -> {
      int n = random.size(1, 4);
      Tensor x = inputs(random, n);
      Tensor w = cotangents(random, n);
      Tensor v = Tensors.normal(random, type(), x.shape().extents());
      double[] product = pullback(model(), x, w).rowDot(v);
      for (int r = 0; r < n; r++) {
        int i = r;
        double slope = nearest(product[i], h -> model().logits(x.plus(h, v)).minus(model().logits(x.plus(-h, v))).rowDot(w)[i] / (2 * h));
        assertThat(product[i]).isCloseTo(slope, Offset.offset(accuracy() * (1 + Math.abs(slope))));
      }
    });
  }

  @Test
  void required_model04_pullbacksAreLinearAndShareOneForward() {
    Property.check(CASES, random -> {
      int n = random.size(1, 4);
      Tensor x = inputs(random, n);
      Tensor v = cotangents(random, n);
      Tensor w = cotangents(random, n);
      try (Linearized l = model().linearize(x)) {
        double[] first = l.pullback(v).toDoubles();
        Tensor sum = l.pullback(v).plus(-3, l.pullback(w));
        assertThat(Tensors.relativeError(l.pullback(v.plus(-3, w)), sum)).isLessThan(type() == DType.FLOAT64 ? 1e-9 : 1e-3);
        assertThat(l.pullback(v).shape()).isEqualTo(x.shape());
        assertThat(l.pullback(v).toDoubles()).isEqualTo(first);
      }
    });
  }

  @Test
  void optional_model05_theParameterPullbackEqualsCentralDifferences() {
    Tensor theta = model().parameters().theta().cast(type());
    Property.check(CASES, random -> {
      int n = random.size(1, 4);
      Tensor x = inputs(random, n);
      Tensor w = cotangents(random, n);
      Tensor d = Tensors.normal(random, type(), 1, theta.rowSize());
      model().parameters().blocks().stream().filter(b -> !b.trained())
          .forEach(b -> d.mapRows((r, v) -> Arrays.fill(v, b.offset(), b.offset() + b.size(), 0), d));
      double product = parameterPullback(model(), x, w).rowDot(d)[0];
      double slope = nearest(product, h ->
          Arrays.stream(model().at(theta.plus(h, d)).logits(x).minus(model().at(theta.plus(-h, d)).logits(x)).rowDot(w)).sum() / (2 * h));
      assertThat(product).isCloseTo(slope, Offset.offset((type() == DType.FLOAT64 ? 1e-5 : 0.05) * (1 + Math.abs(slope))));
    });
  }

  @Test
  void optional_model06_otherParametersLeaveTheModelUnchanged() {
    Model f = model();
    Tensor x = inputs(new Random(6), 5);
    double[] before = f.logits(x).toDoubles();
    double[] theta = f.parameters().theta().toDoubles();
    Tensor other = f.parameters().theta().scale(0.5);
    Model moved = f.at(other);
    double[] changed = moved.logits(x).toDoubles();
    assertThat(changed).isNotEqualTo(before);
    assertThat(f.logits(x).toDoubles()).isEqualTo(before);
    assertThat(f.parameters().theta().toDoubles()).isEqualTo(theta);
    assertThat(moved.parameters().theta().toDoubles()).isEqualTo(other.toDoubles());
    other.fill(0);
    assertThat(moved.logits(x).toDoubles()).as("after the given tensor was overwritten").isEqualTo(changed);
  }

  @Test
  void required_model07_decidesForTheLargestLogit() {
    Property.check(CASES, random -> {
      int n = random.size(1, 8);
      Tensor x = inputs(random, n);
      Tensor logits = model().logits(x);
      assertThat(logits.shape()).isEqualTo(Shape.of(n, model().classes()));
      assertThat(model().decide(x)).isEqualTo(logits.rowArgmax());
    });
  }

  @Test
  void required_model08_aNaNStaysInItsRowAndIsNotSwallowed() {
    Tensor x = inputs(new Random(8), 3);
    Tensor clean = model().logits(x);
    double[] row = new double[x.rowSize()];
    Arrays.fill(row, Double.NaN);
    x.write(1, row);
    Tensor broken = model().logits(x);
    assertThat(broken.rowFinite()).containsExactly(true, false, true);
    assertThat(broken.rows(new int[] {0, 2}).toDoubles()).isEqualTo(clean.rows(new int[] {0, 2}).toDoubles());
    assertThat(model().decide(x)[1]).isEqualTo(-1);
  }

  /** A row of another length would be read into the next. */
  @Test
  void required_model09_inputsOfAnotherShapeAreRefused() {
    for (int more : new int[] {1, -1}) {
      Tensor x = Tensor.zeros(type(), 3, model().domain().features() + more);
      assertThatThrownBy(() -> model().logits(x)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> model().linearize(x).close()).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
