package dev.danskin.api.transformation;

import dev.danskin.api.Default;
import dev.danskin.api.Draws;
import dev.danskin.api.Transformation;
import dev.danskin.api.tensor.Tensor;

/**
 * T(x) = low + s·round((x − low)/s), s = (high − low)/(levels − 1): every feature goes to the nearest of evenly spaced values (feature
 * squeezing: Xu et al. 2018). Halves go to the even one. Its derivative is 0 almost everywhere; the pullback is straight through.
 *
 * @param levels how many values from low to high, ≥ 2
 * @param low the first value, finite, in the units of the data
 * @param high the last, finite and &gt; low
 */
public record Quantise(int levels, @Default("0") double low, @Default("1") double high) implements Transformation {
  public Quantise {
    if (levels < 2) {
      throw new IllegalArgumentException("expected at least 2 levels, found " + levels);
    }
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("expected finite low < high, found " + low + " and " + high);
    }
  }

  /** Of inputs in [0, 1]. */
  public Quantise(int levels) {
    this(levels, 0, 1);
  }

  @Override
  public Tensor apply(Tensor x, Draws draws, long[] ids, long draw) {
    double spacing = (high - low) / (levels - 1);
    return x.mapRows((r, v) -> {
      for (int i = 0; i < v.length; i++) {
        v[i] = low + spacing * Math.rint((v[i] - low) / spacing);
      }
    }, x.like());
  }
}
