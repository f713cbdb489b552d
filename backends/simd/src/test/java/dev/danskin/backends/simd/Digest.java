package dev.danskin.backends.simd;

import dev.danskin.api.Norm;
import dev.danskin.api.Philox;
import dev.danskin.api.kernel.Bounds;
import dev.danskin.api.kernel.Direction;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.kernel.Region;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import java.util.Arrays;

/** Prints a hash of what every kernel makes of fixed inputs, after as many rounds as asked, which must all agree. */
public final class Digest {
  private static final long[] IDS = {3, 5, 7};

  private Digest() {}

  /** @param args "plain" or "simd", the number of rounds */
  public static void main(String[] args) {
    Kernels kernels = args[0].equals("plain") ? Kernels.PLAIN : Kernels.fastest();
    if (!kernels.toString().equals(args[0])) {
      throw new IllegalStateException("expected kernels " + args[0] + ", found " + kernels);
    }
    int first = round(kernels);
    for (int i = 1; i < Integer.parseInt(args[1]); i++) {
      int next = round(kernels);
      if (next != first) {
        throw new IllegalStateException("round " + i + ": other bits than in round 0");
      }
    }
    System.out.println(Integer.toHexString(first));
  }

  private static Tensor tensor(String name, double low, double high) {
    Tensor t = Philox.of(2, name).uniform(IDS, 0, Tensor.zeros(DType.FLOAT32, 3, 101));
    return t.mapRows((r, v) -> Arrays.setAll(v, i -> low + (high - low) * v[i]), t);
  }

  private static int round(Kernels k) {
    Tensor z = tensor("z", -0.5, 0.5);
    Tensor g = tensor("g", -1, 1);
    Tensor x = tensor("x", 0, 1);
    int hash = 1;
    for (Direction d : Direction.values()) {
      for (Norm n : new Norm[] {Norm.L1, Norm.L2, Norm.LINF}) {
        hash = 31 * hash + bits(k.step(z, 0.1, d, g, new Region(n, 2, new Bounds.Around(x, 0, 1, 0.3)), z.like()));
      }
    }
    hash = 31 * hash + Arrays.hashCode(k.rowDot(z, g)) + 7 * Arrays.hashCode(k.rowNorm1(z)) + 11 * Arrays.hashCode(k.rowNorm2(z));
    hash = 31 * hash + Arrays.hashCode(k.crossEntropy(g.scale(20), new int[] {0, 50, 100}, 1, z));
    hash = 31 * hash + bits(z);
    hash = 31 * hash + bits(k.uniform(9, IDS, 1, z)) + 7 * bits(k.normal(9, IDS, 1, z));
    hash = 31 * hash + bits(k.adam(g, x, x.like().fill(0.5), new Kernels.Adam(0.9, 0.999, 0.1, 0.001, 1e-8), z));
    return hash;
  }

  private static int bits(Tensor t) {
    return Arrays.hashCode(t.toFloats());
  }
}
