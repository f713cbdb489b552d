package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.nio.charset.StandardCharsets;

/**
 * Philox4x32-10: ten rounds of (hi, lo) = M·c, c′ = (hi₁ ⊕ c₁ ⊕ k₀, lo₁, hi₀ ⊕ c₃ ⊕ k₁, lo₀), a bijection of a 128-bit
 * counter under a 64-bit key (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011).
 * Counter = (block, draw, id low, id high); key = hash of seed and component path. Normals are Box-Muller in binary64
 * ({@link dev.danskin.api.kernel.Elementary}), from a 52-bit radius and a 32-bit angle: the same bits on every machine.
 */
public final class Philox implements Draws {
  private static final int M0 = 0xD2511F53;
  private static final int M1 = 0xCD9E8D57;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  private final long key;

  private Philox(long key) {
    this.key = key;
  }

  /** The stream of a seed and a component path. */
  public static Philox of(long seed, String path) {
    return new Philox(mix(mix(seed) ^ fnv(path)));
  }

  @Override
  public Draws at(String part) {
    return new Philox(mix(key ^ fnv(part)));
  }

  private static long mix(long z) {
    long v = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    v = (v ^ (v >>> 27)) * 0x94D049BB133111EBL;
    return v ^ (v >>> 31);
  }

  private static long fnv(String s) {
    long h = 0xCBF29CE484222325L;
    for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return h;
  }

  /** One block: overwrites the four 32-bit words of {@code c} by their image under the 64-bit key (k0, k1). */
  public static void block(int[] c, int k0, int k1) {
    int a = k0;
    int b = k1;
    for (int round = 0; round < 10; round++) {
      long p0 = (M0 & 0xFFFFFFFFL) * (c[0] & 0xFFFFFFFFL);
      long p1 = (M1 & 0xFFFFFFFFL) * (c[2] & 0xFFFFFFFFL);
      int c1 = c[1];
      c[0] = (int) (p1 >>> 32) ^ c1 ^ a;
      c[1] = (int) p1;
      c[2] = (int) (p0 >>> 32) ^ c[3] ^ b;
      c[3] = (int) p0;
      a += W0;
      b += W1;
    }
  }

  private void at(int[] c, int block, long draw, long id) {
    c[0] = block;
    c[1] = (int) draw;
    c[2] = (int) id;
    c[3] = (int) (id >>> 32);
    block(c, (int) key, (int) (key >>> 32));
  }

  private static void check(long[] ids, long draw, Tensor out) {
    if (ids.length != out.rows()) {
      throw new IllegalArgumentException("expected one id for each of " + out.rows() + " rows, found " + ids.length);
    }
    if (draw < 0 || draw > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("expected 0 ≤ draw < 2^31, found " + draw);
    }
  }

  @Override
  public Tensor uniform(long[] ids, long draw, Tensor out) {
    check(ids, draw, out);
    return out.memory().kernels().uniform(key, ids, draw, out);
  }

  @Override
  public Tensor normal(long[] ids, long draw, Tensor out) {
    check(ids, draw, out);
    return out.memory().kernels().normal(key, ids, draw, out);
  }

  @Override
  public int index(long id, long draw, int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("expected a bound of at least 1, found " + bound);
    }
    int[] c = new int[4];
    at(c, 0, draw, id);
    return (int) (((c[0] & 0xFFFFFFFFL) * bound) >>> 32);
  }
}
