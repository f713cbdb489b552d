package dev.danskin.backends.nd4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a step writes the cotangent of one of its inputs. The reader of a value that is reached first on the way back
 * overwrites; the others write beside and are added.
 */
final class Accumulator implements AutoCloseable {
  private final Slot slot;
  private final INDArray beside;
  private final FloatBuffer buffer;

  Accumulator(Slot slot, boolean first) {
    this.slot = slot;
    slot.cotangent();
    beside = first ? null : Nd4j.create(slot.value().dataType(), slot.value().shape());
    buffer = first ? slot.cotangents() : Slot.buffer(beside);
  }

  /** The array to write. */
  INDArray target() {
    return beside == null ? slot.cotangent() : beside;
  }

  FloatBuffer buffer() {
    return buffer;
  }

  Slot slot() {
    return slot;
  }

  /** Adds what was written, where it was written beside. */
  void done() {
    if (beside != null) {
      Staged.add(buffer, slot.cotangents(), buffer.capacity());
    }
  }

  long bytes() {
    return beside == null ? 0 : 4 * beside.length();
  }

  @Override
  public void close() {
    if (beside != null) {
      beside.close();
    }
  }
}
