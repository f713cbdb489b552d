package dev.danskin.backends.jvm;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Plain Java, no native code: the reference. Every sum has a fixed order and elementary functions are those of
 * {@link StrictMath}, so its results are the same bits on every machine and JDK; in float64 it is the reference in
 * higher precision. The programs of one backend share the parameters they have loaded.
 */
public final class JvmBackend implements GraphBackend {
  private final DType type;
  private final Map<Tensor, float[][]> singles = Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<Tensor, double[][]> doubles = Collections.synchronizedMap(new WeakHashMap<>());

  /** In float32. */
  public JvmBackend() {
    this(DType.FLOAT32);
  }

  /** @param type the precision of everything */
  public JvmBackend(DType type) {
    this.type = type;
  }

  @Override
  public DType type() {
    return type;
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
    return type == DType.FLOAT32 ? new FloatProgram(graph, tile, singles) : new DoubleProgram(graph, tile, doubles);
  }
}
