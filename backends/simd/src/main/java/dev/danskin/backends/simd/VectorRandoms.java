package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.LONGS;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.danskin.api.Philox;
import dev.danskin.api.kernel.Elementary;
import jdk.incubator.vector.LongVector;

/** Philox4x32-10 with one block to a lane, and what is made of its words. Words are 32 bits in lanes of 64. */
final class VectorRandoms {
  private static final long WORD = 0xFFFFFFFFL;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final int LENGTH = LONGS.length();
  /** Blocks that are worked on at once; they stay in the first cache. A multiple of two vectors. */
  private static final int CHUNK = 128;

  private final int k0;
  private final int k1;
  private final long draw;
  private long id;
  private final long[] w0 = new long[CHUNK];
  private final long[] w1 = new long[CHUNK];
  private final long[] w2 = new long[CHUNK];
  private final long[] w3 = new long[CHUNK];
  /** The key's words, round by round. */
  private final long[] first = new long[ROUNDS];
  private final long[] second = new long[ROUNDS];
  private final double[] logs = new double[CHUNK];

  VectorRandoms(long key, long draw) {
    k0 = (int) key;
    k1 = (int) (key >>> 32);
    this.draw = draw & WORD;
    for (int round = 0; round < ROUNDS; round++) {
      first[round] = k0 + round * W0 & WORD;
      second[round] = k1 + round * W1 & WORD;
    }
  }

  /** The uniform numbers of one instance. */
  void uniform(long example, float[] out, int from, int n) {
    id = example;
    int blocks = n / 4;
    int block = 0;
    while (blocks - block >= LENGTH) {
      int count = Math.min(CHUNK, (blocks - block) & -LENGTH);
      words(block, count);
      for (int j = 0, i = from + 4 * block; j < count; j++, i += 4) {
        out[i] = (int) (w0[j] >>> 8) * 0x1p-24f;
        out[i + 1] = (int) (w1[j] >>> 8) * 0x1p-24f;
        out[i + 2] = (int) (w2[j] >>> 8) * 0x1p-24f;
        out[i + 3] = (int) (w3[j] >>> 8) * 0x1p-24f;
      }
      block += count;
    }
    int[] c = new int[4];
    for (int i = 4 * block; i < n; i++) {
      if ((i & 3) == 0) {
        one(c, i >>> 2);
      }
      out[from + i] = (c[i & 3] >>> 8) * 0x1p-24f;
    }
  }

  private void one(int[] c, int block) {
    c[0] = block;
    c[1] = (int) draw;
    c[2] = (int) id;
    c[3] = (int) (id >>> 32);
    Philox.block(c, k0, k1);
  }

  /**
   * The words of the blocks from {@code block} on, at least n of them, a multiple of the lanes. Two vectors at a time: the operations
   * of one wait for each other.
   */
  void words(int block, int n) {
    for (int at = 0; at < n; at += 2 * LENGTH) {
      LongVector c0 = LongVector.zero(LONGS).addIndex(1).add(block + at);
      LongVector c1 = LongVector.broadcast(LONGS, draw);
      LongVector c2 = LongVector.broadcast(LONGS, id & WORD);
      LongVector c3 = LongVector.broadcast(LONGS, id >>> 32);
      LongVector d0 = c0.add(LENGTH);
      LongVector d1 = c1;
      LongVector d2 = c2;
      LongVector d3 = c3;
      for (int round = 0; round < ROUNDS; round++) {
        LongVector a = LongVector.broadcast(LONGS, first[round]);
        LongVector b = LongVector.broadcast(LONGS, second[round]);
        LongVector p0 = c0.mul(M0);
        LongVector p1 = c2.mul(M1);
        c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, a);
        c1 = p1.and(WORD);
        c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, b);
        c3 = p0.and(WORD);
        p0 = d0.mul(M0);
        p1 = d2.mul(M1);
        d0 = p1.lanewise(LSHR, 32).lanewise(XOR, d1).lanewise(XOR, a);
        d1 = p1.and(WORD);
        d2 = p0.lanewise(LSHR, 32).lanewise(XOR, d3).lanewise(XOR, b);
        d3 = p0.and(WORD);
      }
      c0.intoArray(w0, at);
      c1.intoArray(w1, at);
      c2.intoArray(w2, at);
      c3.intoArray(w3, at);
      d0.intoArray(w0, at + LENGTH);
      d1.intoArray(w1, at + LENGTH);
      d2.intoArray(w2, at + LENGTH);
      d3.intoArray(w3, at + LENGTH);
    }
  }

  /** The normal numbers of one instance. */
  void normal(long example, float[] out, int from, int n) {
    id = example;
    int pairs = n / 2;
    int pair = 0;
    while (pairs - pair >= LENGTH) {
      int count = Math.min(CHUNK, (pairs - pair) & -LENGTH);
      words(pair, count);
      VectorElementary.units(w0, w1, logs, count);
      VectorElementary.log(logs, count);
      VectorElementary.pairs(logs, w2, out, from + 2 * pair, count);
      pair += count;
    }
    int[] c = new int[4];
    double[] cosSin = new double[2];
    for (int i = 2 * pair; i < n; i += 2) {
      one(c, i >>> 1);
      double length = Math.sqrt(-2 * Elementary.log(Elementary.unit(c[0], c[1])));
      Elementary.cosSin(c[2] & WORD, cosSin, 0);
      out[from + i] = (float) (length * cosSin[0]);
      if (i + 1 < n) {
        out[from + i + 1] = (float) (length * cosSin[1]);
      }
    }
  }
}
