package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Checkpoint;
import dev.danskin.api.Counts;
import dev.danskin.api.Drive;
import dev.danskin.api.Evaluation;
import dev.danskin.api.Iteration;
import dev.danskin.api.Objective;
import dev.danskin.api.Oracle;
import dev.danskin.api.Order;
import dev.danskin.api.Points;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Snapshots keep every bit, and bytes that are none are refused in one sentence. */
class SnapshotTest {
  private static Snapshot snapshot() {
    return Snapshot.EMPTY
        .with("float", Tensor.of(new float[] {-0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 0.1f, 3}, 2, 3))
        .with("double", Tensor.of(new double[] {-0.0, Double.MIN_VALUE, Double.NaN, 0.1}, 4))
        .with("none", Tensor.zeros(DType.FLOAT32, 0, 3))
        .with("numbers", Long.MIN_VALUE, 7).with("rows", new int[] {0, 2}).with("texts", new String[] {"", "δ ∈ Δ"})
        .with("part", Snapshot.EMPTY.with("step", 5));
  }

  private static long[] bits(Tensor t) {
    return Arrays.stream(t.toDoubles()).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void everythingComesBackBitForBit() {
    Snapshot back = Snapshot.of(snapshot().bytes());
    assertThat(back).isEqualTo(snapshot());
    assertThat(bits(back.tensor("float"))).isEqualTo(bits(snapshot().tensor("float")));
    assertThat(bits(back.tensor("double"))).isEqualTo(bits(snapshot().tensor("double")));
    assertThat(back.tensor("none").rows()).isZero();
    assertThat(back.longs("numbers", 2)).containsExactly(Long.MIN_VALUE, 7);
    assertThat(back.indices("rows", 3)).containsExactly(0, 2);
    assertThat(back.texts("texts", 2)).containsExactly("", "δ ∈ Δ");
    assertThat(back.part("part").count("step", 5)).isEqualTo(5);
  }

  @Test
  void aSnapshotDoesNotFollowTheTensorItWasTakenOf() {
    Tensor t = Tensor.of(new double[] {1, 2}, 2);
    Snapshot s = Snapshot.EMPTY.with("z", t);
    t.fill(9);
    assertThat(s.tensor("z").toDoubles()).containsExactly(1, 2);
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    Snapshot s = snapshot();
    refused(() -> s.tensor("velocity"), "'velocity'");
    refused(() -> s.tensor("numbers"), "'numbers'");
    refused(() -> s.tensor("float", Tensor.zeros(DType.FLOAT32, 3, 2)), "'float'");
    refused(() -> s.tensor("float", Tensor.zeros(DType.FLOAT64, 2, 3)), "'float'");
    refused(() -> s.longs("numbers", 3), "'numbers' has 3");
    refused(() -> s.texts("texts", 1), "'texts' has 1");
    refused(() -> s.part("part").count("step", 4), "0 … 4");
    refused(() -> s.indices("rows", 2), "indices below 2");
    refused(() -> s.indices("numbers", 9), "indices below 9");
  }

  private static void refused(Runnable read, String part) {
    assertThatThrownBy(read::run).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected")
        .hasMessageContaining("found").hasMessageContaining(part);
  }

  private static void damaged(byte[] bytes) {
    assertThatThrownBy(() -> Snapshot.of(bytes)).isInstanceOf(IllegalArgumentException.class).message()
        .startsWith("expected ").hasLineCount(1).hasSizeLessThan(200);
  }

  @Test
  void everyCutAndEveryFlippedBitIsNoticed() {
    byte[] whole = snapshot().bytes();
    for (int length = 0; length < whole.length; length++) {
      damaged(Arrays.copyOf(whole, length));
    }
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      damaged(flipped);
    }
    damaged(Arrays.copyOf(whole, whole.length + 1));
  }

  /** Bytes with a right checksum are still not trusted: they are read or refused, and nothing large is allocated for them. */
  @Test
  void forgedBytesAreReadOrRefused() {
    byte[] whole = snapshot().bytes();
    Property.check(2000, random -> {
      byte[] forged = random.nextInt(3) == 0 ? Arrays.copyOf(whole, 16 + random.nextInt(whole.length - 16)) : whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = 8 + random.nextInt(forged.length - 12);
        forged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0x7f : 0xff);
      }
      CRC32C crc = new CRC32C();
      crc.update(forged, 0, forged.length - 4);
      ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) crc.getValue());
      try {
        Snapshot.of(forged).bytes();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    });
  }

  private static final Objective BOWL = (points, order, draw) -> {
    double[] norm = points.z().rowNorm2();
    return new Evaluation(Arrays.stream(norm).map(v -> v * v).toArray(), points.z().scale(2), new boolean[norm.length]);
  };

  private static Problem problem(int n) {
    return Problem.minimise(BOWL, Tensors.uniform(new Random(1), -1, 1, DType.FLOAT64, n, 2));
  }

  /** Halves its point in every step, and cannot be saved. */
  private record Halving() implements Solver {
    @Override
    public Counts cost() {
      return new Counts(3, 3, 0, 0);
    }

    @Override
    public Iteration start(Oracle f, RunContext run) {
      Tensor z = f.start().memory().copy(f.start());
      int[] all = new int[z.rows()];
      Arrays.setAll(all, i -> i);
      int[] step = {0};
      return () -> {
        f.at(new Points(z, all), Order.GRADIENT, step[0]);
        z.scale(0.5, z);
        return ++step[0] < 3;
      };
    }
  }

  private static Checkpoint beginning(Snapshot begin, boolean keep) {
    return new Checkpoint() {
      @Override
      public Optional<Snapshot> begin() {
        return Optional.ofNullable(begin);
      }

      @Override
      public void after(long step, Supplier<Snapshot> snapshot) {
        if (keep) {
          snapshot.get();
        }
      }
    };
  }

  @Test
  void aSolverThatCannotBeSavedRunsUnlessAskedTo() {
    Drive.run(new Halving(), problem(2), RunContext.of(1), beginning(null, false));
    assertThatThrownBy(() -> Drive.run(new Halving(), problem(2), RunContext.of(1), beginning(null, true)))
        .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("Halving").hasMessageContaining("cannot be saved");
  }

  @Test
  void aSnapshotOfAnotherRunIsRefused() {
    refused(() -> Drive.run(new Halving(), problem(2), RunContext.of(1), beginning(Snapshot.EMPTY, false)), "'ids'");
    Snapshot three = Snapshot.EMPTY.with("run", Snapshot.EMPTY.with("ids", 0, 1, 2));
    refused(() -> Drive.run(new Halving(), problem(2), RunContext.of(1), beginning(three, false)), "'ids' has 2");
    Snapshot others = Snapshot.EMPTY.with("run", Snapshot.EMPTY.with("ids", 4, 5));
    refused(() -> Drive.run(new Halving(), problem(2), RunContext.of(1), beginning(others, false)), "[0, 1]");
  }
}
