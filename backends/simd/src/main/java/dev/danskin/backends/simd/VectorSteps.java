package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.FLOATS;
import static dev.danskin.backends.simd.Lanes.HALF;
import static dev.danskin.backends.simd.Lanes.HEAD;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.danskin.api.kernel.Bounds;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** z ← clip(z + a·d(g)) and its parts on whole arrays or instances. Each loop is written out: see {@link VectorElementary}. */
final class VectorSteps {
  private static final int SIGN_BIT = 0x80000000;
  /** The smaller of two integers without sign, on JDKs that have it (24 on), else null. */
  private static final VectorOperators.Associative UMIN = unsignedMinimum();

  private VectorSteps() {}

  private static VectorOperators.Associative unsignedMinimum() {
    try {
      return (VectorOperators.Associative) VectorOperators.class.getField("UMIN").get(null);
    } catch (NoSuchFieldException | IllegalAccessException e) {
      return null;
    }
  }

  /** Bounds around x: −min(radius, x − lower) and min(radius, upper − x), finite x. */
  private record Room(float lower, float upper, float radius) {
    static Room of(Bounds.Around b) {
      return new Room((float) b.lower(), (float) b.upper(), (float) b.radius());
    }

    float clip(float v, float x) {
      return Math.min(Math.max(v, -Math.min(radius, x - lower)), Math.min(radius, upper - x));
    }

    FloatVector lowers() {
      return FloatVector.broadcast(FLOATS, lower);
    }

    FloatVector uppers() {
      return FloatVector.broadcast(FLOATS, upper);
    }

    IntVector radii() {
      return FloatVector.broadcast(FLOATS, radius).viewAsIntegralLanes();
    }
  }

  private static float signMove(float z, float g, float a) {
    return z + Math.copySign(0f, a) * g + a * Math.signum(g);
  }

  /** 3 reads and 1 write: clip(z + a·sign g), NaN where z or g is not finite. */
  static void sign(float[] z, float a, float[] g, Bounds.Around bounds, float[] x, float[] out) {
    Room room = Room.of(bounds);
    int head = Math.min(HEAD, z.length);
    signs(z, a, g, room, x, out, 0, head);
    int rest = UMIN == null ? signsBySignedMinima(z, a, g, room, x, out, head) : signsByUnsignedMinima(z, a, g, room, x, out, head);
    signs(z, a, g, room, x, out, rest, z.length);
  }

  private static void signs(float[] z, float a, float[] g, Room room, float[] x, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      float v = signMove(z[i], g[i], a);
      out[i] = room.clip(v, x[i]) + 0 * v;
    }
  }

  /**
   * The bits of a number, compared with those of one that is not negative, order them as integers: with h ≥ 0 and m ≥ 0 clipping at
   * −m and h is −min(−min(v, h), m), four instructions and no comparison. Where integers are compared without sign too, numbers below 0 are
   * ordered by size after all others: min(min(v, h), −m), three. Both lose a NaN, which 0·v brings back.
   */
  private static int signsBySignedMinima(float[] z, float a, float[] g, Room room, float[] x, float[] out, int from) {
    FloatVector lower = room.lowers();
    FloatVector upper = room.uppers();
    IntVector radius = room.radii();
    IntVector step = FloatVector.broadcast(FLOATS, a).viewAsIntegralLanes();
    FloatVector zero = FloatVector.broadcast(FLOATS, Math.copySign(0f, a));
    int i = from;
    for (; i <= z.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector xv = FloatVector.fromArray(FLOATS, x, i);
      FloatVector gv = FloatVector.fromArray(FLOATS, g, i);
      FloatVector s = gv.viewAsIntegralLanes().and(SIGN_BIT).lanewise(XOR, step).viewAsFloatingLanes();
      FloatVector v = gv.fma(zero, FloatVector.fromArray(FLOATS, z, i)).add(s, gv.compare(NE, 0f));
      IntVector below = xv.sub(lower).viewAsIntegralLanes().min(radius);
      IntVector above = upper.sub(xv).viewAsIntegralLanes().min(radius);
      IntVector clipped = v.viewAsIntegralLanes().min(above).lanewise(XOR, SIGN_BIT).min(below).lanewise(XOR, SIGN_BIT);
      v.fma(FloatVector.zero(FLOATS), clipped.viewAsFloatingLanes()).intoArray(out, i);
    }
    return i;
  }

  private static int signsByUnsignedMinima(float[] z, float a, float[] g, Room room, float[] x, float[] out, int from) {
    FloatVector lower = room.lowers();
    FloatVector upper = room.uppers();
    IntVector radius = room.radii();
    IntVector step = FloatVector.broadcast(FLOATS, a).viewAsIntegralLanes();
    FloatVector zero = FloatVector.broadcast(FLOATS, Math.copySign(0f, a));
    int i = from;
    for (; i <= z.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector xv = FloatVector.fromArray(FLOATS, x, i);
      FloatVector gv = FloatVector.fromArray(FLOATS, g, i);
      FloatVector s = gv.viewAsIntegralLanes().and(SIGN_BIT).lanewise(XOR, step).viewAsFloatingLanes();
      FloatVector v = gv.fma(zero, FloatVector.fromArray(FLOATS, z, i)).add(s, gv.compare(NE, 0f));
      IntVector low = xv.sub(lower).viewAsIntegralLanes().min(radius).lanewise(XOR, SIGN_BIT);
      IntVector high = upper.sub(xv).viewAsIntegralLanes().min(radius);
      IntVector clipped = v.viewAsIntegralLanes().min(high).lanewise(UMIN, low);
      v.fma(FloatVector.zero(FLOATS), clipped.viewAsFloatingLanes()).intoArray(out, i);
    }
    return i;
  }

  /** As above for any bounds: 4 reads and 1 write. */
  static void sign(float[] z, float a, float[] g, float[] low, float[] high, float[] out) {
    IntVector step = FloatVector.broadcast(FLOATS, a).viewAsIntegralLanes();
    FloatVector zero = FloatVector.broadcast(FLOATS, Math.copySign(0f, a));
    int i = 0;
    for (; i <= z.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector gv = FloatVector.fromArray(FLOATS, g, i);
      FloatVector s = gv.viewAsIntegralLanes().and(SIGN_BIT).lanewise(XOR, step).viewAsFloatingLanes();
      FloatVector v = gv.fma(zero, FloatVector.fromArray(FLOATS, z, i)).add(s, gv.compare(NE, 0f));
      FloatVector clipped = v.max(FloatVector.fromArray(FLOATS, low, i)).min(FloatVector.fromArray(FLOATS, high, i));
      v.fma(FloatVector.zero(FLOATS), clipped).intoArray(out, i);
    }
    for (; i < z.length; i++) {
      float v = signMove(z[i], g[i], a);
      out[i] = Math.min(Math.max(v, low[i]), high[i]) + 0 * v;
    }
  }

  /** z + a·sign g of some elements. */
  static void sign(float[] z, float a, float[] g, float[] out, int from, int to) {
    IntVector step = FloatVector.broadcast(FLOATS, a).viewAsIntegralLanes();
    FloatVector zero = FloatVector.broadcast(FLOATS, Math.copySign(0f, a));
    int i = from;
    for (; i <= to - FLOATS.length(); i += FLOATS.length()) {
      FloatVector gv = FloatVector.fromArray(FLOATS, g, i);
      FloatVector s = gv.viewAsIntegralLanes().and(SIGN_BIT).lanewise(XOR, step).viewAsFloatingLanes();
      gv.fma(zero, FloatVector.fromArray(FLOATS, z, i)).add(s, gv.compare(NE, 0f)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = signMove(z[i], g[i], a);
    }
  }

  /** clip(z + a·g). Bounds of this form are −0 below or +0 above where they are 0: comparisons clip as Math.max and Math.min do. */
  static void scaled(float[] z, float a, float[] g, Bounds.Around bounds, float[] x, float[] out) {
    Room room = Room.of(bounds);
    FloatVector lower = room.lowers();
    FloatVector upper = room.uppers();
    IntVector radius = room.radii();
    int i = 0;
    for (; i <= z.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector xv = FloatVector.fromArray(FLOATS, x, i);
      FloatVector v = FloatVector.fromArray(FLOATS, z, i).add(FloatVector.fromArray(FLOATS, g, i).mul(a));
      FloatVector low = xv.sub(lower).viewAsIntegralLanes().min(radius).lanewise(XOR, SIGN_BIT).viewAsFloatingLanes();
      FloatVector high = upper.sub(xv).viewAsIntegralLanes().min(radius).viewAsFloatingLanes();
      v = v.blend(low, v.compare(LT, low));
      v.blend(high, v.compare(GT, high)).intoArray(out, i);
    }
    for (; i < z.length; i++) {
      out[i] = room.clip(z[i] + a * g[i], x[i]);
    }
  }

  /** z + a·g of some elements. */
  static void scaled(float[] z, float a, float[] g, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - FLOATS.length(); i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, z, i).add(FloatVector.fromArray(FLOATS, g, i).mul(a)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = z[i] + a * g[i];
    }
  }

  /** z + (float) (factor·g), the product in binary64, of some elements. */
  static void normalised(float[] z, double factor, float[] g, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - HALF.length(); i += HALF.length()) {
      FloatVector.fromArray(HALF, z, i).add(Lanes.half(Lanes.doubles(g, i).mul(factor))).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = z[i] + (float) (factor * g[i]);
    }
  }

  /** (float) (factor·g), the product in binary64, of some elements. */
  static void times(double factor, float[] g, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - HALF.length(); i += HALF.length()) {
      Lanes.half(Lanes.doubles(g, i).mul(factor)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = (float) (factor * g[i]);
    }
  }

  /** clip(z·s) in binary32 for any bounds, which lie {@code shift} places from z's. */
  static void clip(float[] z, float s, float[] low, float[] high, int shift, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - FLOATS.length(); i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, z, i).mul(s);
      v.max(FloatVector.fromArray(FLOATS, low, i + shift)).min(FloatVector.fromArray(FLOATS, high, i + shift)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = Math.min(Math.max(z[i] * s, low[i + shift]), high[i + shift]);
    }
  }

  /** z·s of some elements. */
  static void scale(float[] z, float s, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - FLOATS.length(); i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, z, i).mul(s).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = z[i] * s;
    }
  }

  /** The bounds around one instance of x, to places 0, 1, … of low and high. */
  static void bounds(Bounds.Around b, float[] x, int from, int n, float[] low, float[] high) {
    Room room = Room.of(b);
    FloatVector lower = room.lowers();
    FloatVector upper = room.uppers();
    IntVector radius = room.radii();
    int i = 0;
    for (; i <= n - FLOATS.length(); i += FLOATS.length()) {
      FloatVector xv = FloatVector.fromArray(FLOATS, x, from + i);
      xv.sub(lower).viewAsIntegralLanes().min(radius).lanewise(XOR, SIGN_BIT).viewAsFloatingLanes().intoArray(low, i);
      upper.sub(xv).viewAsIntegralLanes().min(radius).viewAsFloatingLanes().intoArray(high, i);
    }
    for (; i < n; i++) {
      low[i] = -Math.min(room.radius, x[from + i] - room.lower);
      high[i] = Math.min(room.radius, room.upper - x[from + i]);
    }
  }
}
