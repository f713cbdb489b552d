package dev.danskin.testkit;

import dev.danskin.api.tensor.DType;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.graph.GraphBackend;
import org.junit.jupiter.api.Nested;

class JvmBackendTest {
  @Nested
  class Float32 extends BackendContract {
    @Override
    protected GraphBackend backend() {
      return new JvmBackend();
    }
  }

  @Nested
  class Float64 extends BackendContract {
    @Override
    protected GraphBackend backend() {
      return new JvmBackend(DType.FLOAT64);
    }
  }
}
