package dev.danskin.attacks.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Batch;
import dev.danskin.api.Decides;
import dev.danskin.api.Diagnostic;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.Model;
import dev.danskin.api.Parameters;
import dev.danskin.api.Scores;
import dev.danskin.api.Transformation;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.api.transformation.GaussianNoise;
import dev.danskin.models.Network;
import dev.danskin.testkit.ModelsForTests;
import dev.danskin.testkit.Tensors;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models with one fault each. */
class SoundnessTest {
  private static final int N = 20;
  private static final Tensor X = Tensors.uniform(new Random(1), 0, 1, DType.FLOAT32, N, 12);

  private static List<String> found(Decides target) {
    Batch batch = new Batch(X, Labels.of(new int[N]), IntStream.range(0, N).asLongStream().toArray());
    return new Soundness().of(target, batch).stream().map(Diagnostic.Finding::id).toList();
  }

  private static Network network(int classes) {
    return ModelsForTests.onJvm(ModelsForTests.linear(3, 12, classes), DType.FLOAT32);
  }

  /** Scores whose logits pass through something. */
  private static Scores scores(Network f, UnaryOperator<Tensor> after) {
    return new Scores() {
      @Override
      public Tensor logits(Tensor x) {
        return after.apply(f.logits(x));
      }

      @Override
      public int classes() {
        return f.classes();
      }

      @Override
      public Domain domain() {
        return f.domain();
      }
    };
  }

  /** What says itself that it is random is no surprise; its scores are looked at all the same. */
  @Test
  void aRandomisedModelIsLookedAtInOneDraw() {
    assertThat(found(Transformation.before(network(5), List.of(new GaussianNoise(1))))).isEmpty();
    assertThat(found(Transformation.before(network(3), List.of(new GaussianNoise(1))))).containsExactly("few-classes");
  }

  @Test
  void aPlainNetworkIsSound() {
    assertThat(found(network(5))).isEmpty();
  }

  @Test
  void answersThatDoNotRepeat() {
    Random random = new Random(2);
    assertThat(found(scores(network(5), z -> z.mapRows((r, v) -> v[0] += random.nextGaussian(), z.like())))).containsExactly("randomised");
    assertThat(found(scores(network(5), z -> z.mapRows((r, v) -> v[0] *= 1 + 1e-9 * random.nextGaussian(), z.like())))).isEmpty();
  }

  @Test
  void decisionsThatDoNotRepeat() {
    Random random = new Random(2);
    assertThat(found(new Decides() {
      @Override
      public int[] decide(Tensor x) {
        return IntStream.range(0, x.rows()).map(i -> random.nextInt(3)).toArray();
      }

      @Override
      public Domain domain() {
        return Domain.unit(12);
      }
    })).containsExactly("randomised");
  }

  @Test
  void answersThatDependOnTheBatch() {
    assertThat(found(scores(network(5), z -> {
      double[] first = new double[z.rowSize()];
      z.read(0, first);
      return z.mapRows((r, v) -> v[0] -= first[0], z.like());
    }))).containsExactly("depends-on-batch");
  }

  @Test
  void parametersThatChangeWhileAnswering() {
    Network f = network(5);
    double[] shift = {0};
    assertThat(found(new Model() {
      @Override
      public Tensor logits(Tensor x) {
        shift[0] += 1e-12;
        return f.logits(x);
      }

      @Override
      public Parameters parameters() {
        Tensor theta = f.parameters().theta().cast(DType.FLOAT64);
        return new Parameters(theta.mapRows((r, v) -> v[0] += shift[0], theta.like()), f.parameters().blocks());
      }

      @Override
      public Model at(Tensor theta) {
        return f.at(theta);
      }

      @Override
      public Linearized linearize(Tensor x) {
        return f.linearize(x);
      }

      @Override
      public int classes() {
        return f.classes();
      }

      @Override
      public Domain domain() {
        return f.domain();
      }
    })).containsExactly("optimises-at-inference");
  }

  @Test
  void probabilitiesFewClassesAndTies() {
    assertThat(found(scores(network(5), z -> z.mapRows((r, v) -> {
      double sum = 0;
      for (int k = 0; k < v.length; k++) {
        v[k] = Math.exp(v[k]);
        sum += v[k];
      }
      for (int k = 0; k < v.length; k++) {
        v[k] /= sum;
      }
    }, z.like())))).containsExactly("probabilities");
    assertThat(found(network(2))).containsExactly("few-classes");
    assertThat(found(network(3))).containsExactly("few-classes");
    assertThat(found(scores(network(5), z -> z.mapRows((r, v) -> {
      for (int k = 0; k < v.length; k++) {
        v[k] = k == 0 ? 3 : Math.min(v[k], 0) * 0;
      }
    }, z.like())))).isEmpty();
    assertThat(found(scores(network(5), z -> z.mapRows((r, v) -> java.util.Arrays.fill(v, 2), z.like())))).containsExactly("dlr-undefined");
  }
}
