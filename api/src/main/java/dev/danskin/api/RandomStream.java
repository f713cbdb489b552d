package dev.danskin.api;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;

/** The random numbers of one instance, one draw after the other. What was drawn is a count, so a stream can be saved. */
public final class RandomStream {
  private final Draws draws;
  private final long[] id;
  private long drawn;

  /** The numbers of {@code id} from draw 0 on. */
  public RandomStream(Draws draws, long id) {
    this.draws = draws;
    this.id = new long[] {id};
  }

  /** Fills {@code out} with standard normal numbers; one draw. */
  public double[] normal(double[] out) {
    Tensor t = Memory.heap().allocate(DType.FLOAT64, Shape.of(1, out.length));
    draws.normal(id, drawn++, t).read(0, out);
    return out;
  }

  /** Fills {@code out} with uniform numbers in [0, 1), multiples of 2⁻²⁴; one draw. */
  public double[] uniform(double[] out) {
    Tensor t = Memory.heap().allocate(DType.FLOAT64, Shape.of(1, out.length));
    draws.uniform(id, drawn++, t).read(0, out);
    return out;
  }

  /** A uniform number in [0, 1), a multiple of 2⁻²⁴; one draw. */
  public double uniform() {
    return uniform(new double[1])[0];
  }

  /** A uniform integer in [0, bound), bound ≥ 1; one draw. */
  public int index(int bound) {
    return draws.index(id[0], drawn++, bound);
  }

  /** The number of the next draw, for those who draw by themselves. */
  public long next() {
    return drawn++;
  }

  /** How many draws were made. */
  public long drawn() {
    return drawn;
  }

  /** Goes on after {@code count} draws. */
  public void restore(long count) {
    drawn = count;
  }
}
