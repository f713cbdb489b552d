package dev.danskin.api.kernel;

import dev.danskin.api.Philox;

/** Random numbers of one instance from Philox blocks with the counter (block, draw, id low, id high). */
final class Randoms {
  private Randoms() {}

  private static void block(int[] c, long key, int index, long draw, long id) {
    c[0] = index;
    c[1] = (int) draw;
    c[2] = (int) id;
    c[3] = (int) (id >>> 32);
    Philox.block(c, (int) key, (int) (key >>> 32));
  }

  static void uniform(long key, long id, long draw, double[] row) {
    int[] c = new int[4];
    for (int i = 0; i < row.length; i++) {
      if ((i & 3) == 0) {
        block(c, key, i >>> 2, draw, id);
      }
      row[i] = (c[i & 3] >>> 8) * 0x1p-24;
    }
  }

  /** (−2 ln u)^½ times cosine and sine: u in (0, 1] has 52 bits of the first two words, the angle those of the third. */
  static void normal(long key, long id, long draw, double[] row) {
    int[] c = new int[4];
    double[] pair = new double[2];
    for (int i = 0; i < row.length; i += 2) {
      block(c, key, i >>> 1, draw, id);
      double radius = Math.sqrt(-2 * Elementary.log(Elementary.unit(c[0], c[1])));
      Elementary.cosSin(c[2] & 0xFFFFFFFFL, pair, 0);
      row[i] = radius * pair[0];
      if (i + 1 < row.length) {
        row[i + 1] = radius * pair[1];
      }
    }
  }
}
