package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Draws;
import dev.danskin.api.Philox;
import dev.danskin.api.Transformation;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The laws of {@link Transformation}: extend this class and name the transformation, of images with values in [0, 1]. */
public abstract class TransformationContract extends Contract {
  private static final int CASES = 40;
  private static final int[] IMAGE = {2, 6, 6};

  /** The transformation on trial. */
  protected abstract Transformation transformation();

  @Override
  protected Transformation subject() {
    return transformation();
  }

  private record Given(Tensor x, Tensor cotangent, Draws draws, long[] ids, long draw) {
    static Given of(Case random) {
      int n = random.size(1, 4);
      DType type = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
      Tensor x = Tensors.uniform(random, 0, 1, type, n, IMAGE[0], IMAGE[1], IMAGE[2]);
      Tensor cotangent = Tensors.normal(random, type, n, IMAGE[0], IMAGE[1], IMAGE[2]);
      return new Given(x, cotangent, Philox.of(random.nextLong(), "law"), random.longs(n, 0, 10_000).toArray(), random.nextInt(1000));
    }

    Given row(int i) {
      int[] one = {i};
      return new Given(x.rows(one), cotangent.rows(one), draws, new long[] {ids[i]}, draw);
    }

    Given drawn(long other) {
      return new Given(x, cotangent, draws, ids, other);
    }

    Tensor apply(Transformation t) {
      return t.apply(x, draws, ids, draw);
    }

    Tensor pullback(Transformation t) {
      return t.pullback(x, cotangent, draws, ids, draw);
    }
  }

  @Test
  void required_transformation01_answersHaveTheShapeOfTheInputAndLeaveItAlone() {
    Property.check(CASES, random -> {
      Given c = Given.of(random);
      double[] x = c.x.toDoubles();
      double[] cotangent = c.cotangent.toDoubles();
      for (Tensor answer : new Tensor[] {c.apply(transformation()), c.pullback(transformation())}) {
        assertThat(answer.shape()).isEqualTo(c.x.shape());
        assertThat(answer.rowFinite()).containsOnly(true);
      }
      assertThat(c.apply(transformation())).isNotSameAs(c.x);
      assertThat(c.x.toDoubles()).isEqualTo(x);
      assertThat(c.cotangent.toDoubles()).isEqualTo(cotangent);
    });
  }

  @Test
  void required_transformation02_rowsDoNotKnowTheirNeighbours() {
    Property.check(CASES, random -> {
      Given c = Given.of(random);
      Tensor applied = c.apply(transformation());
      Tensor pulled = c.pullback(transformation());
      for (int i = 0; i < c.ids.length; i++) {
        assertThat(c.row(i).apply(transformation()).toDoubles()).isEqualTo(applied.rows(new int[] {i}).toDoubles());
        assertThat(c.row(i).pullback(transformation()).toDoubles()).isEqualTo(pulled.rows(new int[] {i}).toDoubles());
      }
    });
  }

  @Test
  void required_transformation03_isRandomIfItSaysSo() {
    Property.check(CASES, random -> {
      Given c = Given.of(random);
      double[] once = c.apply(transformation()).toDoubles();
      assertThat(c.apply(transformation()).toDoubles()).isEqualTo(once);
      boolean always = LongStream.range(0, 40)
          .allMatch(draw -> Arrays.equals(c.drawn(draw).apply(transformation()).toDoubles(), once));
      assertThat(always).isEqualTo(!transformation().random());
    });
  }

  @Test
  void required_transformation04_thePullbackIsLinear() {
    Property.check(CASES, random -> {
      Given c = Given.of(random);
      Tensor twice = transformation().pullback(c.x, c.cotangent.scale(2), c.draws, c.ids, c.draw);
      assertThat(Tensors.relativeError(twice, c.pullback(transformation()).scale(2))).isLessThan(1e-5);
    });
  }
}
