package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Norm;
import dev.danskin.api.set.Box;
import dev.danskin.api.set.L0Ball;
import dev.danskin.api.set.L1Ball;
import dev.danskin.api.set.L2Ball;
import dev.danskin.api.set.LInfBall;
import dev.danskin.api.set.Simplex;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The closed-form sets obey the laws, and project onto the intersection with the box, not onto one after the other. */
class SetsTest {
  private static Box room(Random random, int rows, int size) {
    Tensor low = Tensors.uniform(random, -1, 0, DType.FLOAT64, rows, size);
    Tensor high = Tensors.uniform(random, 0, 1, DType.FLOAT64, rows, size);
    if (random.nextBoolean()) {
      high.mapRows((r, v) -> v[0] = 0, high);
    }
    return new Box(low, high);
  }

  private static double radius(Random random) {
    return random.nextInt(8) == 0 ? 0 : 2 * random.nextDouble();
  }

  @Nested
  class Boxes extends FeasibleSetContract {
    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      return room(random, rows, size);
    }

    @Override
    protected Norm norm() {
      return Norm.LINF;
    }
  }

  @Nested
  class LInf extends FeasibleSetContract {
    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      return new LInfBall(radius(random), room(random, rows, size));
    }

    @Override
    protected Norm norm() {
      return Norm.LINF;
    }
  }

  @Nested
  class L2 extends FeasibleSetContract {
    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      return new L2Ball(radius(random), room(random, rows, size));
    }

    @Override
    protected Norm norm() {
      return Norm.L2;
    }
  }

  @Nested
  class L1 extends FeasibleSetContract {
    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      return new L1Ball(radius(random), room(random, rows, size));
    }

    @Override
    protected Norm norm() {
      return Norm.L1;
    }
  }

  @Nested
  class L0 extends FeasibleSetContract {
    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      return new L0Ball(random.nextInt(4), room(random, rows, size));
    }

    @Override
    protected Norm norm() {
      return null;
    }
  }

  @Nested
  class OneHotLInf extends OneHot {
    OneHotLInf() {
      super(Norm.LINF);
    }
  }

  @Nested
  class OneHotL2 extends OneHot {
    OneHotL2() {
      super(Norm.L2);
    }
  }

  @Nested
  class OneHotL1 extends OneHot {
    OneHotL1() {
      super(Norm.L1);
    }
  }

  @Nested
  class OneHotL0 extends OneHot {
    OneHotL0() {
      super(Norm.L0);
    }
  }

  @Nested
  class Simplices extends FeasibleSetContract {
    @Override
    protected FeasibleSet set(Random random, int rows, int size) {
      return new Simplex(0.5 + random.nextDouble());
    }

    @Override
    protected Norm norm() {
      return Norm.L1;
    }
  }

  @Test
  void l2ProjectionOntoTheIntersectionIsNotTheBallThenTheBox() {
    Box box = new Box(Tensor.of(new double[] {-1, -1}, 1, 2), Tensor.of(new double[] {0.1, 1}, 1, 2));
    Tensor p = new L2Ball(1, box).project(Tensor.of(new double[] {3, 3}, 1, 2), Tensor.zeros(DType.FLOAT64, 1, 2));
    assertThat(p.get(0)).isEqualTo(0.1);
    assertThat(p.get(1)).isCloseTo(Math.sqrt(1 - 0.01), org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void l1ProjectionIsNotRadialRescaling() {
    Box box = new Box(Tensor.of(new double[] {-9, -9, -9}, 1, 3), Tensor.of(new double[] {9, 9, 9}, 1, 3));
    Tensor p = new L1Ball(1, box).project(Tensor.of(new double[] {2, -1, 0.1}, 1, 3), Tensor.zeros(DType.FLOAT64, 1, 3));
    assertThat(p.toDoubles()).containsExactly(new double[] {1, 0, 0}, org.assertj.core.data.Offset.offset(1e-12));
  }
}
