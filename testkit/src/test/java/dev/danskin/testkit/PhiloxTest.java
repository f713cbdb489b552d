package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Permutation;
import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("arithmetic")
class PhiloxTest {
  /** The known-answer vectors of the Random123 distribution for philox4x32-10. */
  @Test
  void knownAnswers() {
    check(new int[] {0, 0, 0, 0}, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    check(new int[] {-1, -1, -1, -1}, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    check(new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0,
        0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  private static void check(int[] counter, int k0, int k1, int... expected) {
    Philox.block(counter, k0, k1);
    assertThat(counter).containsExactly(expected);
  }

  @Test
  void uniformBitsAreTheSameInBothPrecisions() {
    long[] ids = {3, 1L << 40};
    double[] f = Philox.of(7, "x").uniform(ids, 2, Tensor.zeros(DType.FLOAT32, 2, 9)).toDoubles();
    double[] d = Philox.of(7, "x").uniform(ids, 2, Tensor.zeros(DType.FLOAT64, 2, 9)).toDoubles();
    assertThat(f).isEqualTo(d);
    assertThat(Arrays.stream(f).distinct().count()).isEqualTo(18);
  }

  @Test
  void momentsAndTailsOfNormals() {
    int n = 1 << 20;
    double[] z = Philox.of(1, "normal").normal(new long[] {0}, 0, Tensor.zeros(DType.FLOAT64, 1, n)).toDoubles();
    double mean = Arrays.stream(z).average().orElseThrow();
    double variance = Arrays.stream(z).map(v -> v * v).average().orElseThrow();
    long beyond4 = Arrays.stream(z).filter(v -> Math.abs(v) > 4).count();
    assertThat(mean).isBetween(-0.005, 0.005);
    assertThat(variance).isBetween(0.99, 1.01);
    assertThat(beyond4).isBetween(35L, 105L);
  }

  @Test
  void streamsOfOtherSeedsPathsDrawsAndIdsDiffer() {
    Tensor t = Tensor.zeros(DType.FLOAT64, 1, 4);
    double[] base = Philox.of(1, "a").uniform(new long[] {0}, 0, t.like()).toDoubles();
    assertThat(Philox.of(2, "a").uniform(new long[] {0}, 0, t.like()).toDoubles()).isNotEqualTo(base);
    assertThat(Philox.of(1, "b").uniform(new long[] {0}, 0, t.like()).toDoubles()).isNotEqualTo(base);
    assertThat(Philox.of(1, "a").uniform(new long[] {1}, 0, t.like()).toDoubles()).isNotEqualTo(base);
    assertThat(Philox.of(1, "a").uniform(new long[] {0}, 1, t.like()).toDoubles()).isNotEqualTo(base);
    assertThat(Philox.of(1, "a").at("part").uniform(new long[] {0}, 0, t.like()).toDoubles()).isNotEqualTo(base);
  }

  @Test
  void aPermutationVisitsEveryExampleOncePerEpoch() {
    for (int n : new int[] {1, 2, 3, 17, 64, 1000}) {
      Permutation p = new Permutation(n, 1, Philox.of(3, "epochs"));
      long[] first = new long[n];
      long[] second = new long[n];
      for (int i = 0; i < n; i++) {
        first[i] = p.ids(i)[0];
        second[i] = p.ids((long) n + i)[0];
      }
      assertThat(Arrays.stream(first).sorted().toArray()).isEqualTo(java.util.stream.LongStream.range(0, n).toArray());
      assertThat(n < 17 || !Arrays.equals(first, second)).isTrue();
    }
  }

  /** Of 2·10⁷ normal numbers 1266 lie beyond 4σ and 32 beyond 4.8σ, where some libraries have none. */
  @Test
  void normalTailsAreWhole() {
    int beyondFour = 0;
    int beyondMore = 0;
    Tensor t = Tensor.zeros(DType.FLOAT32, 1, 1_000_000);
    for (int draw = 0; draw < 20; draw++) {
      for (float v : Philox.of(3, "tails").normal(new long[] {0}, draw, t).toFloats()) {
        beyondFour += Math.abs(v) > 4 ? 1 : 0;
        beyondMore += Math.abs(v) > 4.8 ? 1 : 0;
      }
    }
    assertThat(beyondFour).isBetween(1266 - 145, 1266 + 145);
    assertThat(beyondMore).isBetween(32 - 23, 32 + 23);
  }
}
