package dev.danskin.backends.simd;

import static dev.danskin.backends.simd.Lanes.FLOATS;
import static jdk.incubator.vector.VectorOperators.GT;

import dev.danskin.api.kernel.Kernels;
import jdk.incubator.vector.FloatVector;

/** Maps and updates of whole arrays. */
final class VectorElementwise {
  private VectorElementwise() {}

  static void relu(float[] x, float[] out) {
    int i = 0;
    for (; i <= x.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      // Not greater than 0, and not NaN: +0, also for −0.
      v.blend(0f, v.compare(jdk.incubator.vector.VectorOperators.LE, 0f)).intoArray(out, i);
    }
    for (; i < x.length; i++) {
      out[i] = Math.max(x[i], 0);
    }
  }

  static void reluPullback(float[] y, float[] g, float[] out) {
    int i = 0;
    for (; i <= y.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, y, i);
      v.mul(0f).blend(FloatVector.fromArray(FLOATS, g, i), v.compare(GT, 0f)).intoArray(out, i);
    }
    for (; i < y.length; i++) {
      out[i] = y[i] > 0 ? g[i] : y[i] * 0;
    }
  }

  static void momentum(float[] u, float[] v, float mu, boolean nesterov, float[] out) {
    int i = 0;
    for (; i <= u.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector uv = FloatVector.fromArray(FLOATS, u, i);
      FloatVector velocity = FloatVector.fromArray(FLOATS, v, i).mul(mu).add(uv);
      velocity.intoArray(v, i);
      (nesterov ? velocity.mul(mu).add(uv) : velocity).intoArray(out, i);
    }
    for (; i < u.length; i++) {
      float uv = u[i];
      v[i] = v[i] * mu + uv;
      out[i] = nesterov ? uv + mu * v[i] : v[i];
    }
  }

  static void adam(float[] u, float[] m, float[] v, Kernels.Adam p, float[] out) {
    float b1 = (float) p.beta1();
    float b2 = (float) p.beta2();
    float n1 = (float) (1 - p.beta1());
    float n2 = (float) (1 - p.beta2());
    float c1 = (float) (1 / p.correction1());
    float c2 = (float) (1 / p.correction2());
    float eps = (float) p.epsilon();
    int i = 0;
    for (; i <= u.length - FLOATS.length(); i += FLOATS.length()) {
      FloatVector uv = FloatVector.fromArray(FLOATS, u, i);
      FloatVector mv = FloatVector.fromArray(FLOATS, m, i).mul(b1).add(uv.mul(n1));
      FloatVector vv = FloatVector.fromArray(FLOATS, v, i).mul(b2).add(uv.mul(uv).mul(n2));
      mv.intoArray(m, i);
      vv.intoArray(v, i);
      mv.mul(c1).div(vv.mul(c2).sqrt().add(eps)).intoArray(out, i);
    }
    for (; i < u.length; i++) {
      float uv = u[i];
      m[i] = m[i] * b1 + n1 * uv;
      v[i] = v[i] * b2 + n2 * (uv * uv);
      out[i] = m[i] * c1 / ((float) Math.sqrt(v[i] * c2) + eps);
    }
  }
}
