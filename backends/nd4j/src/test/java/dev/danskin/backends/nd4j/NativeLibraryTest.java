package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
import dev.danskin.models.ops.Dense;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

@Tag("arithmetic")
class NativeLibraryTest {
  private final Nd4jBackend backend = new Nd4jBackend();

  private static Graph identity() {
    Graph.Builder b = Graph.of(1);
    return b.build(b.add("dense", new Dense(), 0, b.parameter("w", new int[] {1, 1}, new float[] {1})));
  }

  @Test
  void required_native01_everyEntryHoldsOpenMpAtOneThread() {
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    Tensor x = Tensor.of(new float[16], 16, 1);
    try (Program p = backend.compile(identity(), 16)) {
      ops.setOmpNumThreads(2);
      p.forward(x, 0, 16);
      assertThat(ops.ompGetMaxThreads()).isEqualTo(1);
      ops.setOmpNumThreads(2);
      p.pullback(x, 0, 16, x.like());
      assertThat(ops.ompGetMaxThreads()).isEqualTo(1);
      ops.setOmpNumThreads(2);
      p.parameterPullback(x, 0, 16, Tensor.of(new float[1], 1, 1));
      assertThat(ops.ompGetMaxThreads()).isEqualTo(1);
    }
  }

  @Test
  void required_native02_theArithmeticNamesTheBuildInMemory() {
    assertThat(backend.arithmetic()).contains("1.0.0-M2.1").contains("openblas")
        .endsWith("JDK " + Runtime.version().feature());
    assertThat(new Nd4jBackend().arithmetic()).isEqualTo(backend.arithmetic());
  }

  @Test
  void required_native03_whatIsRefusedAndWhatClosesTwice() {
    assertThatThrownBy(() -> backend.compile(identity(), 10)).hasMessageContaining("multiple of 16 rows, found 10");
    Program p = backend.compile(identity(), 16);
    long bytes = p.bytes();
    assertThat(bytes).isPositive();
    p.parameterPullback(Tensor.of(new float[16], 16, 1), 0, 16, Tensor.of(new float[1], 1, 1));
    assertThat(p.bytes()).isGreaterThan(bytes);
    p.close();
    p.close();
  }
}
