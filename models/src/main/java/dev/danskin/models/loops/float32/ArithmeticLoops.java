package dev.danskin.models.loops.float32;

import dev.danskin.models.graph.Graph;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.Broadcast;

/** c = a ∘ b elementwise with broadcasting; an operand that is a constant is the same for every instance. */
final class ArithmeticLoops implements Loops {
  private final Arithmetic.Kind kind;
  private final int[] ia;
  private final int[] ib;
  private final int sizeA;
  private final int sizeB;

  private final Constant constant;

  /** Which operand is a parameter instead of an activation. */
  enum Constant {
    NONE, FIRST, SECOND
  }

  ArithmeticLoops(Arithmetic.Kind kind, int[] a, int[] b, int[] c, Constant constant) {
    this.kind = kind;
    this.constant = constant;
    ia = Broadcast.index(a, c);
    ib = Broadcast.index(b, c);
    sizeA = constant == Constant.FIRST ? 0 : Graph.size(a);
    sizeB = constant == Constant.SECOND ? 0 : Graph.size(b);
  }

  private float[] first(float[][] in, float[][] parameters) {
    return constant == Constant.FIRST ? parameters[0] : in[0];
  }

  private float[] second(float[][] in, float[][] parameters) {
    return constant == Constant.NONE ? in[1] : constant == Constant.FIRST ? in[0] : parameters[0];
  }

  @Override
  public void forward(int n, float[][] in, float[][] parameters, float[] c) {
    float[] a = first(in, parameters);
    float[] b = second(in, parameters);
    int m = ia.length;
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < m; i++) {
        c[r * m + i] = value(a[r * sizeA + ia[i]], b[r * sizeB + ib[i]]);
      }
    }
  }

  private float value(float a, float b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
    };
  }

  @Override
  public void pullback(int n, float[][] in, float[][] parameters, float[] c, float[] cotangent, float[][] to) {
    float[] toA = constant == Constant.FIRST ? null : to[0];
    float[] toB = constant == Constant.NONE ? to[1] : constant == Constant.FIRST ? to[0] : null;
    carry(n, first(in, parameters), second(in, parameters), cotangent, toA, toB);
  }

  private void carry(int n, float[] a, float[] b, float[] cotangent, float[] toA, float[] toB) {
    int m = ia.length;
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < m; i++) {
        int p = r * sizeA + ia[i];
        int q = r * sizeB + ib[i];
        float g = cotangent[r * m + i];
        if (toA != null) {
          toA[p] += slopeA(g, b[q]);
        }
        if (toB != null) {
          toB[q] += slopeB(g, a[p], b[q]);
        }
      }
    }
  }

  private float slopeA(float g, float b) {
    return switch (kind) {
      case ADD, SUB -> g;
      case MUL -> g * b;
      case DIV -> g / b;
    };
  }

  private float slopeB(float g, float a, float b) {
    return switch (kind) {
      case ADD -> g;
      case SUB -> -g;
      case MUL -> g * a;
      case DIV -> -g * a / (b * b);
    };
  }

  @Override
  public void parameterPullback(int n, float[][] in, float[][] parameters, float[] c, float[] cotangent, float[][] to) {
    if (constant != Constant.NONE) {
      carry(n, first(in, parameters), second(in, parameters), cotangent, constant == Constant.FIRST ? to[0] : null,
          constant == Constant.SECOND ? to[0] : null);
    }
  }
}
