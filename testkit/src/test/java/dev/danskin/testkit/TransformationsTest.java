package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Draws;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Philox;
import dev.danskin.api.Randomised;
import dev.danskin.api.Transformation;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.api.transformation.GaussianNoise;
import dev.danskin.api.transformation.Quantise;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TransformationsTest {
  @Nested
  class Quantised extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return new Quantise(8);
    }
  }

  @Nested
  class QuantisedCounts extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return new Quantise(3, -1, 0.5);
    }
  }

  @Nested
  class Noise extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return new GaussianNoise(0.2);
    }
  }

  @Nested
  class Flipped extends TransformationContract {
    @Override
    protected Transformation transformation() {
      return new SignFlip();
    }
  }

  /** T(x) = s x, s = ±1 by chance: a transformation whose pullback must see the draw that its value saw. */
  record SignFlip() implements Transformation {
    private static Tensor flipped(Tensor x, Draws draws, long[] ids, long draw) {
      double[] sign = new double[ids.length];
      java.util.Arrays.setAll(sign, i -> draws.index(ids[i], draw, 2) == 0 ? 1 : -1);
      return x.rowScale(sign);
    }

    @Override
    public Tensor apply(Tensor x, Draws draws, long[] ids, long draw) {
      return flipped(x, draws, ids, draw);
    }

    @Override
    public Tensor pullback(Tensor x, Tensor cotangent, Draws draws, long[] ids, long draw) {
      return flipped(cotangent, draws, ids, draw);
    }

    @Override
    public boolean random() {
      return true;
    }
  }

  @Test
  void quantisedValuesAreTheNearestLevels() {
    Tensor x = Tensor.of(new double[] {0, 0.2, 0.3, 0.74, 0.76, 1, 1.3, -0.3}, 1, 8);
    assertThat(new Quantise(3).apply(x, null, new long[1], 0).toDoubles()).containsExactly(0, 0, 0.5, 0.5, 1, 1, 1.5, -0.5);
    Tensor wide = Tensor.of(new double[] {-4, 9, 12, 31}, 1, 4);
    assertThat(new Quantise(5, -10, 30).apply(wide, null, new long[1], 0).toDoubles()).containsExactly(0, 10, 10, 30);
  }

  @Test
  void noiseHasItsSizeAndIsNotClipped() {
    Tensor x = Tensors.uniform(new Random(1), 0, 1, DType.FLOAT64, 4, 5000);
    Tensor noise = new GaussianNoise(0.5).apply(x, Philox.of(3, "noise"), new long[] {0, 1, 2, 9}, 7).minus(x);
    for (double size : noise.rowNorm2()) {
      assertThat(size / Math.sqrt(5000)).isCloseTo(0.5, Offset.offset(0.03));
    }
  }

  @Test
  void aChainHasTheGradientOfItsPullbacks() {
    Property.check(30, random -> {
      Model f = ModelsForTests.onJvm(ModelsForTests.dense(random.nextInt(), 12, 16, 4), DType.FLOAT64);
      Randomised g = (Randomised) Transformation.before(f, List.of(new SignFlip(), new GaussianNoise(0.1), new Quantise(100), new SignFlip()));
      Tensor x = Tensors.uniform(random, 0, 1, DType.FLOAT64, 3, 12);
      long[] ids = {4, 1, random.nextInt(100)};
      long draw = random.nextInt(50);
      Draws draws = Philox.of(5, "chain");
      Draws first = draws.at("transformation-0");
      Draws last = draws.at("transformation-3");
      Tensor seen = SignFlip.flipped(x, first, ids, draw);
      seen = new GaussianNoise(0.1).apply(seen, draws.at("transformation-1"), ids, draw);
      seen = SignFlip.flipped(new Quantise(100).apply(seen, draws, ids, draw), last, ids, draw);
      try (Linearized chain = g.drawn(draws, ids, draw).linearize(x); Linearized alone = f.linearize(seen)) {
        assertThat(chain.logits().toDoubles()).isEqualTo(alone.logits().toDoubles());
        Tensor cotangent = new CrossEntropy().gradient(alone.logits(), Labels.of(0, 1, 2));
        Tensor expected = SignFlip.flipped(SignFlip.flipped(alone.pullback(cotangent), last, ids, draw), first, ids, draw);
        assertThat(chain.pullback(cotangent).toDoubles()).isEqualTo(expected.toDoubles());
        assertThat(chain.parameterPullback(cotangent).toDoubles()).isEqualTo(alone.parameterPullback(cotangent).toDoubles());
      }
    });
  }

  @Test
  void onlyWhatDrawsIsRandomised() {
    Model f = ModelsForTests.onJvm(ModelsForTests.dense(1, 12, 16, 4), DType.FLOAT32);
    assertThat(Transformation.before(f, List.of())).isSameAs(f);
    Model plain = Transformation.before(f, List.of(new Quantise(4)));
    assertThat(plain).isNotInstanceOf(Randomised.class);
    Tensor x = Tensors.uniform(new Random(2), 0, 1, DType.FLOAT32, 5, 12);
    assertThat(plain.logits(x).toDoubles()).isEqualTo(f.logits(new Quantise(4).apply(x, null, new long[5], 0)).toDoubles());
    Model noisy = Transformation.before(f, List.of(new GaussianNoise(0.1)));
    assertThat(Transformation.before(noisy, List.of(new Quantise(4)))).isInstanceOf(Randomised.class);
    assertThat(noisy.domain()).isEqualTo(f.domain());
    assertThat(noisy.classes()).isEqualTo(4);
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable asked : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
        () -> noisy.logits(x), () -> noisy.decide(x), () -> noisy.linearize(x))) {
      assertThatThrownBy(asked).isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("ask drawn(…)");
    }
    assertThatThrownBy(() -> ((Randomised) noisy).drawn(Philox.of(1, "d"), new long[] {1, 2}, 0).logits(x))
        .hasMessage("expected the 2 inputs whose random numbers are fixed, found 5");
  }

  /** Without noise to speak of the votes are the model's classes; a vote that is no number makes no class. */
  @Test
  void theMostFrequentClassWins() {
    Model f = ModelsForTests.onJvm(ModelsForTests.dense(3, 12, 16, 4), DType.FLOAT64);
    Tensor x = Tensors.uniform(new Random(3), 0, 1, DType.FLOAT64, 40, 12);
    long[] ids = new Random(4).longs(40, 0, 1000).toArray();
    Randomised g = (Randomised) Transformation.before(f, List.of(new GaussianNoise(1e-9)));
    assertThat(Randomised.votes(g, x, ids, 1)).isEqualTo(f.decide(x)).isEqualTo(Randomised.votes(f, x, ids, 1));
    Randomised loud = (Randomised) Transformation.before(f, List.of(new GaussianNoise(0.4)));
    int[] votes = Randomised.votes(loud, x, ids, 1);
    int[][] count = new int[40][4];
    for (int v = 0; v < Randomised.VOTES; v++) {
      int[] classes = loud.drawn(Philox.of(1, "judge"), ids, v).decide(x);
      for (int i = 0; i < 40; i++) {
        count[i][classes[i]]++;
      }
    }
    int split = 0;
    for (int i = 0; i < 40; i++) {
      split += count[i][votes[i]] < Randomised.VOTES ? 1 : 0;
      for (int k = 0; k < 4; k++) {
        assertThat(count[i][k] < count[i][votes[i]] || count[i][k] == count[i][votes[i]] && k >= votes[i]).isTrue();
      }
    }
    assertThat(split).isGreaterThan(5);
    assertThat(Randomised.votes(loud, x.scale(Double.NaN), ids, 1)).containsOnly(-1);
  }

  @Test
  void badValuesAreRefusedInOneSentence() {
    assertThatThrownBy(() -> new Quantise(1)).hasMessage("expected at least 2 levels, found 1");
    assertThatThrownBy(() -> new Quantise(4, 1, 1)).hasMessage("expected finite low < high, found 1.0 and 1.0");
    assertThatThrownBy(() -> new GaussianNoise(-0.1)).hasMessage("expected a finite sigma ≥ 0, found -0.1");
    assertThatThrownBy(() -> new GaussianNoise(Double.NaN)).hasMessage("expected a finite sigma ≥ 0, found NaN");
  }
}
