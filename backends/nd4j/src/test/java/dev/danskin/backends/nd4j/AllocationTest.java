package dev.danskin.backends.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.danskin.api.Philox;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.Architectures;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Program;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of an attack takes no memory: the JVM's own count of the bytes that this thread allocates. */
class AllocationTest {
  private static final int STEPS = 40;

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "small-cnn", "madry-cnn", "resnet8"})
  void aPassForwardAndBackAllocatesNothing(String name) {
    int[] input = {1, 28, 28};
    Graph graph = Architectures.of(name, input, 10, Philox.of(0, "test"));
    Tensor x = Tensor.zeros(DType.FLOAT32, 16, 1, 28, 28).fill(0.5);
    Tensor cotangent = Tensor.zeros(DType.FLOAT32, 16, 10).fill(1);
    Tensor gradient = x.like();
    Tensor logits = cotangent.like();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Program p = new Nd4jBackend().compile(graph, 16)) {
      long before = 0;
      for (int i = 0; i < 2 * STEPS; i++) {
        before = i == STEPS ? threads.getCurrentThreadAllocatedBytes() : before;
        p.forward(x, 0, 16);
        p.output(logits, 0, 16);
        p.pullback(cotangent, 0, 16, gradient);
      }
      double perStep = (double) (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
      System.out.println(name + ": " + perStep + " bytes per step");
      assertThat(perStep).isLessThan(64);
    }
  }
}
