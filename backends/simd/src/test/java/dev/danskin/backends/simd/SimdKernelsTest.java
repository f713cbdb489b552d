package dev.danskin.backends.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.kernel.Kernels;
import dev.danskin.testkit.KernelsContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("arithmetic")
class SimdKernelsTest extends KernelsContract {
  @Override
  protected Kernels kernels() {
    return Kernels.fastest();
  }

  @Test
  void theyAreFoundWhereTheProcessorHasThem() {
    assertThat(Kernels.fastest()).hasToString(Lanes.wideEnough() ? "simd" : "plain");
  }
}
