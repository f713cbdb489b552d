package dev.danskin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.runtime.config.RequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work, rates, shares and ratios, against numbers worked out by hand. */
class ComparisonTest {
  @ParameterizedTest
  @CsvSource({"copy, 64x1x28x28, 401408, GB/s", "adam, 2x5, 240, GB/s", "softmaxCrossEntropy, 100x10, 8000, GB/s",
      "gaussian, 10x10 seed=3, 400, GB/s", "gemm, 128x784x512, 102760448, GFLOP/s",
      "convolution, 64x1x28x28 5x5x32 p2 s1, 80281600, GFLOP/s", "convolution, 64x1x28x28 5x5x32 p2, 80281600, GFLOP/s",
      "convolutionPullback, 1x2x6x5 3x2x4 p0 s2, 384, GFLOP/s", "convolution, 1x1x3x3 3x3x1, 18, GFLOP/s"})
  void work(String measure, String shape, double amount, String unit) {
    assertThat(Work.of(measure, shape).amount()).isEqualTo(amount);
    assertThat(Work.of(measure, shape).unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({"inputGradient, madry b100", "gaussian, madry b100", "gemm, 3x4", "convolution, 64x1x28x28", "copy, –"})
  void unknownWork(String measure, String shape) {
    assertThat(Work.of(measure, shape)).isEqualTo(new Work.Unknown());
    assertThat(Work.of(measure, shape).amount()).isNaN();
  }

  @Test
  void quantilesLieBetweenOrderStatistics() {
    Measurement m = Measurement.of("copy", "10", "roof", "", 1, 17, new double[] {4, 1, 3, 2});
    assertThat(m.median()).isEqualTo(2.5);
    assertThat(m.low()).isEqualTo(1.75);
    assertThat(m.high()).isEqualTo(3.25);
    assertThat(m.samples()).isEqualTo(4);
    assertThat(Measurement.of("copy", "10", "roof", "", 1, 17, new double[] {5}).high()).isEqualTo(5);
  }

  @Test
  void bandwidthIsJudgedByTheRoofOfTheSameShapeThreadsAndJdk() {
    Measurement roof = Records.row("threeReadsOneWrite", "1000", "roof", 1, 17, 2);
    Measurement step = Records.row("pgdStep", "1000", "simd", 1, 17, 4);
    Measurement norm = Records.row("l2Norm", "1000 seed=1", "simd", 1, 17, 1);
    Comparison c = new Comparison(List.of(roof, step, norm, Records.row("threeReadsOneWrite", "1000", "roof", 2, 17, 1),
        Records.row("threeReadsOneWrite", "1000", "roof", 1, 25, 1), Records.row("threeReadsOneWrite", "2000", "roof", 1, 17, 1)));
    assertThat(c.rate(roof)).hasValue(8);
    assertThat(c.rate(step)).hasValue(4);
    assertThat(c.shareOfRoof(step)).hasValue(0.5);
    assertThat(c.shareOfRoof(norm)).hasValue(0.5);
    assertThat(c.shareOfRoof(Records.row("pgdStep", "1000", "simd", 3, 17, 4))).isEmpty();
    assertThat(c.shareOfRoof(Records.row("softmaxCrossEntropy", "100x10", "simd", 1, 17, 4))).isEmpty();
  }

  @Test
  void ratesCountAllThreads() {
    assertThat(new Comparison(List.of()).rate(Records.row("copy", "1000", "roof", 2, 17, 4))).hasValue(4);
  }

  @Test
  void productsAndConvolutionsAreJudgedByTheFastestProduct() {
    Measurement slow = Records.row("gemm", "10x10x10", "jvm", 1, 17, 4);
    Measurement fast = Records.row("gemm", "20x10x10", "libtorch", 1, 25, 2);
    Measurement convolution = Records.row("convolution", "1x1x10x10 1x1x10", "nd4j", 1, 17, 4);
    Comparison c = new Comparison(List.of(slow, fast, convolution, Records.row("gemm", "20x10x10", "libtorch", 2, 25, 1)));
    assertThat(c.rate(fast)).hasValue(2);
    assertThat(c.shareOfRoof(slow)).hasValue(0.25);
    assertThat(c.shareOfRoof(fast)).hasValue(1);
    assertThat(c.shareOfRoof(convolution)).hasValue(0.25);
    assertThat(c.shareOfRoof(Records.row("forward", "mlp b100", "nd4j", 1, 17, 4))).isEmpty();
  }

  @Test
  void libtorchIsItsFasterLayoutOnAnyJdk() {
    Measurement ours = Records.row("forward", "mlp b100", "nd4j", 1, 17, 6);
    Measurement last = Records.row("forward", "mlp b100", "libtorch channels_last", 1, 25, 8);
    Comparison c = new Comparison(List.of(ours, last, Records.row("forward", "mlp b100", "libtorch nchw", 1, 25, 4),
        Records.row("forward", "mlp b100", "libtorch nchw", 2, 25, 1), Records.row("forward", "mlp b50", "libtorch nchw", 1, 25, 1)));
    assertThat(c.ratioToLibtorch(ours).orElseThrow()).isCloseTo(1.5, within(1e-12));
    assertThat(c.ratioToLibtorch(last)).hasValue(2);
    assertThat(c.ratioToLibtorch(Records.row("inputGradient", "mlp b100", "nd4j", 1, 17, 6))).isEmpty();
  }

  @Test
  void whatIsNoMeasurementIsRefused() {
    assertThatThrownBy(() -> new Measurement("copy", "10", "roof", "", 1, 17, 2, 3, 4, 5, null)).isInstanceOf(RequestException.class)
        .hasMessage("copy 10: expected times above 0 in order, found 3.0, 2.0, 4.0");
    assertThatThrownBy(() -> Records.row("copy", "10", "roof", 0, 17, 1)).isInstanceOf(RequestException.class)
        .hasMessageContaining("of at least 1, found 0");
  }
}
