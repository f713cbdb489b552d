package dev.danskin.backends.jvm;

import dev.danskin.api.tensor.DType;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;

/**
 * Plain Java, no native code: the reference. Every sum has a fixed order and elementary functions are those of
 * {@link StrictMath}, so its results are the same bits on every machine and JDK; in float64 it is the reference in
 * higher precision.
 *
 * @param type the precision of everything
 */
public record JvmBackend(DType type) implements GraphBackend {
  /** In float32. */
  public JvmBackend() {
    this(DType.FLOAT32);
  }

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public String arithmetic() {
    return "jvm " + type.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Small tiles only: the loops gain nothing from long ones, and these stay in the cache. */
  @Override
  public int[] tiles() {
    return new int[] {16};
  }

  @Override
  public boolean rowExact() {
    return true;
  }

  @Override
  public Program compile(Graph graph, int tile) {
    return type == DType.FLOAT32 ? new FloatProgram(graph, tile) : new DoubleProgram(graph, tile);
  }
}
