package dev.danskin.testkit;

import dev.danskin.api.tensor.DType;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.graph.GraphBackend;
import org.junit.jupiter.api.Nested;

class JvmBackendTest {
  /** Rows are summed within a tile and tiles added: the embedded network was trained so, and is made again to the byte. */
  private static final boolean PACKS_EXACTLY = false;

  @Nested
  class Float32 extends BackendContract {
    @Override
    protected GraphBackend backend() {
      return new JvmBackend();
    }

    @Override
    protected boolean packsExactly() {
      return PACKS_EXACTLY;
    }
  }

  @Nested
  class Float64 extends BackendContract {
    @Override
    protected GraphBackend backend() {
      return new JvmBackend(DType.FLOAT64);
    }

    @Override
    protected boolean packsExactly() {
      return PACKS_EXACTLY;
    }
  }
}
