package dev.danskin.testkit;

import dev.danskin.api.kernel.Kernels;

/** The definition obeys its own law: what is left to test are aliases and NaN. */
class PlainKernelsTest extends KernelsContract {
  @Override
  protected Kernels kernels() {
    return Kernels.PLAIN;
  }
}
