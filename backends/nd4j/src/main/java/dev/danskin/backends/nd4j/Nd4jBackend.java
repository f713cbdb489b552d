package dev.danskin.backends.nd4j;

import dev.danskin.api.tensor.DType;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;

/**
 * Networks on ND4J's CPU library, float32. Its native libraries run at one thread each: parallel work is over tiles, by
 * as many Java threads as wanted. Use the oneDNN classifier of {@code nd4j-native}; without it convolutions take five
 * times as long. All memory that programs need is taken when they are compiled and returned by
 * {@link Program#close}; {@code -Dorg.bytedeco.javacpp.maxphysicalbytes} bounds the process as a whole and must leave
 * room for it ({@link Program#bytes}).
 */
public final class Nd4jBackend implements GraphBackend {
  private final String arithmetic;

  /**
   * Loads the native library, once per process.
   *
   * @throws LinkageError or an exception of ND4J if it does not load on this machine
   */
  public Nd4jBackend() {
    arithmetic = NativeLibrary.load();
  }

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public String arithmetic() {
    return arithmetic;
  }

  @Override
  public DType type() {
    return DType.FLOAT32;
  }

  @Override
  public boolean rowExact() {
    return false;
  }

  /** Gradients of parameters are taken over sixteen rows at a time. */
  @Override
  public int multiple() {
    return ParameterGradient.GROUP;
  }

  @Override
  public Program compile(Graph graph, int tile) {
    NativeLibrary.oneThread();
    return new Nd4jProgram(graph, tile);
  }
}
