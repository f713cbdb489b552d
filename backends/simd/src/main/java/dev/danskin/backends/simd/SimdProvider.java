package dev.danskin.backends.simd;

import dev.danskin.api.kernel.Kernels;

/** Offers {@link SimdKernels} where the JVM has the Vector API and the processor vectors of at least 256 bits. */
public final class SimdProvider implements Kernels.Provider {
  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public Kernels kernels() {
    boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
    return present && Lanes.wideEnough() ? new SimdKernels() : null;
  }
}
