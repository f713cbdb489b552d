package dev.danskin.testkit;

import dev.danskin.models.graph.Operator;
import dev.danskin.models.ops.Arithmetic;
import dev.danskin.models.ops.AveragePool;
import dev.danskin.models.ops.BatchNormalization;
import dev.danskin.models.ops.Clip;
import dev.danskin.models.ops.Concat;
import dev.danskin.models.ops.ConstantArithmetic;
import dev.danskin.models.ops.Conv;
import dev.danskin.models.ops.Dense;
import dev.danskin.models.ops.GlobalAveragePool;
import dev.danskin.models.ops.LeakyRelu;
import dev.danskin.models.ops.LeftDense;
import dev.danskin.models.ops.LogSoftmax;
import dev.danskin.models.ops.MatMul;
import dev.danskin.models.ops.MaxPool;
import dev.danskin.models.ops.Pad;
import dev.danskin.models.ops.Relu;
import dev.danskin.models.ops.Reshape;
import dev.danskin.models.ops.Sigmoid;
import dev.danskin.models.ops.Softmax;
import dev.danskin.models.ops.Tanh;
import dev.danskin.models.ops.TrainingBatchNormalization;
import dev.danskin.models.ops.Transpose;
import dev.danskin.models.ops.Window;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator on plain Java obeys the laws. */
@ParameterizedClass
@MethodSource("cases")
class OperatorsTest extends OperatorContract {
  /** An operator, its shapes, shapes that it must refuse, and its definition where that is short. */
  record Case(String name, Operator operator, List<int[]> inputs, List<int[]> parameters, List<List<int[]>> misfits,
      Definition definition) {
    Case(String name, Operator operator, List<int[]> inputs, List<int[]> parameters) {
      this(name, operator, inputs, parameters, List.of(), null);
    }

    /** It must refuse each of these as its only input. */
    Case refuses(int[]... shapes) {
      return refusesAll(java.util.Arrays.stream(shapes).map(List::of).toArray(List[]::new));
    }

    @SafeVarargs
    final Case refusesAll(List<int[]>... shapes) {
      return new Case(name, operator, inputs, parameters, List.of(shapes), definition);
    }

    Case defined(Definition by) {
      return new Case(name, operator, inputs, parameters, misfits, by);
    }

    /** Of one number by itself. */
    Case each(DoubleUnaryOperator f) {
      return defined((x, p) -> java.util.Arrays.stream(x.get(0)).map(f).toArray());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Inputs and parameter blocks to the output, in C order. */
  @FunctionalInterface
  interface Definition {
    double[] at(List<double[]> inputs, List<double[]> parameters);
  }

  private final Case given;

  OperatorsTest(Case given) {
    this.given = given;
  }

  @Override
  protected Operator operator() {
    return given.operator;
  }

  @Override
  protected List<int[]> inputs() {
    return given.inputs;
  }

  @Override
  protected List<int[]> parameters() {
    return given.parameters;
  }

  @Override
  protected List<List<int[]>> misfits() {
    return given.misfits;
  }

  @Override
  protected double[] defined(List<double[]> inputs, List<double[]> parameters) {
    return given.definition == null ? null : given.definition.at(inputs, parameters);
  }

  /** A variance is positive. */
  @Override
  protected double[] parameter(Random random, int block, int size) {
    return given.operator.untrained().isEmpty() ? super.parameter(random, block, size) : random.doubles(size, 0.5, 1.5).toArray();
  }

  @Override
  public String toString() {
    return given.name;
  }

  private static Case one(String name, Operator operator, int[] input, int[]... parameters) {
    return new Case(name, operator, List.of(input), List.of(parameters));
  }

  static Stream<Case> cases() {
    int[] image = {4, 5, 6};
    Window odd = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 1, false);
    Window dilated = new Window(2, 2, 1, 2, 1, 1, 1, 1, 2, 2, false);
    Window ceil = new Window(2, 2, 2, 2, 0, 0, 0, 0, 1, 1, true);
    int[] line = {7};
    return Stream.of(
        one("dense", new Dense(), new int[] {5}, new int[] {5, 3}, new int[] {3}).refuses(new int[] {4}, new int[] {})
            .defined(Definitions.dense(5, 3)),
        one("dense on the last axis", new Dense(), new int[] {2, 5}, new int[] {5, 3}).refuses(new int[] {5, 2})
            .defined(Definitions.dense(5, 3)),
        one("left dense", new LeftDense(), new int[] {2, 3, 4}, new int[] {5, 3}).refuses(new int[] {2, 4, 3}, new int[] {3}),
        new Case("matmul", new MatMul(), List.of(new int[] {2, 3, 4}, new int[] {2, 4, 5}), List.of())
            .refusesAll(List.of(new int[] {2, 3, 4}, new int[] {2, 3, 5})).defined(Definitions.products(2, 3, 4, 5)),
        one("conv", new Conv(Window.of(3, 1, 1), 1), image, new int[] {3, 4, 3, 3}, new int[] {3}).refuses(new int[] {3, 5, 6}, line)
            .defined(Definitions.conv(image, Window.of(3, 1, 1), 3, 1)),
        one("conv, odd window", new Conv(odd, 1), image, new int[] {3, 4, 3, 2}).refuses(new int[] {4, 1, 1})
            .defined(Definitions.conv(image, odd, 3, 1)),
        one("conv, dilated, two groups", new Conv(dilated, 2), image, new int[] {6, 2, 2, 2}, new int[] {6}).refuses(new int[] {2, 5, 6})
            .defined(Definitions.conv(image, dilated, 6, 2)),
        one("depthwise conv", new Conv(Window.of(3, 2, 1), 4), image, new int[] {4, 1, 3, 3}).refuses(new int[] {5, 5, 6})
            .defined(Definitions.conv(image, Window.of(3, 2, 1), 4, 4)),
        one("relu", new Relu(), image).each(x -> Math.max(x, 0)),
        one("leaky relu", new LeakyRelu(0.1), image).each(x -> x > 0 ? x : 0.1 * x),
        one("sigmoid", new Sigmoid(), image).each(x -> 1 / (1 + Math.exp(-x))), one("tanh", new Tanh(), image).each(Math::tanh),
        one("clip", new Clip(-0.5, 0.7), image).each(x -> Math.min(Math.max(x, -0.5), 0.7)),
        new Case("add", new Arithmetic(Arithmetic.Kind.ADD), List.of(image, image), List.of())
            .refusesAll(List.of(image, new int[] {4, 5, 5}))
            .defined((x, p) -> Definitions.zip(x, (a, b) -> a + b)),
        new Case("sub, broadcast", new Arithmetic(Arithmetic.Kind.SUB), List.of(image, new int[] {4, 1, 1}), List.of())
            .refusesAll(List.of(image, new int[] {3, 1, 1})),
        new Case("mul, broadcast", new Arithmetic(Arithmetic.Kind.MUL), List.of(new int[] {1, 6}, image), List.of())
            .refusesAll(List.of(new int[] {1, 5}, image)),
        new Case("div", new Arithmetic(Arithmetic.Kind.DIV), List.of(new int[] {6}, new int[] {6}), List.of())
            .refusesAll(List.of(new int[] {6}, new int[] {5})).defined((x, p) -> Definitions.zip(x, (a, b) -> a / b)),
        one("add constant", new ConstantArithmetic(Arithmetic.Kind.ADD, false), image, new int[] {4, 1, 1}).refuses(new int[] {3, 5, 6}),
        one("constant minus", new ConstantArithmetic(Arithmetic.Kind.SUB, true), image, new int[] {6}).refuses(new int[] {4, 5, 5}),
        one("mul constant", new ConstantArithmetic(Arithmetic.Kind.MUL, false), image, image).refuses(new int[] {3, 5, 6})
            .defined((x, p) -> Definitions.zip(List.of(x.get(0), p.get(0)), (a, b) -> a * b)),
        one("constant over", new ConstantArithmetic(Arithmetic.Kind.DIV, true), image, new int[] {1})
            .defined((x, p) -> java.util.Arrays.stream(x.get(0)).map(v -> p.get(0)[0] / v).toArray()),
        one("max pool", new MaxPool(Window.of(2, 2, 0)), image).refuses(line, new int[] {4, 1, 6})
            .defined(Definitions.pool(image, Window.of(2, 2, 0), v -> v.max().orElseThrow())),
        one("max pool, padded", new MaxPool(odd), image).refuses(line).defined(Definitions.pool(image, odd, v -> v.max().orElseThrow())),
        one("average pool", new AveragePool(odd, false), image).refuses(line)
            .defined(Definitions.pool(image, odd, v -> v.average().orElseThrow())),
        one("average pool, pads count", new AveragePool(odd, true), image).refuses(line)
            .defined(Definitions.pool(image, odd, v -> v.sum() / (odd.kernelH() * odd.kernelW()))),
        one("average pool, ceil", new AveragePool(ceil, false), image).refuses(line)
            .defined(Definitions.pool(image, ceil, v -> v.average().orElseThrow())),
        one("global average pool", new GlobalAveragePool(), image).refuses(line)
            .defined(Definitions.pool(image, new Window(5, 6, 1, 1, 0, 0, 0, 0, 1, 1, false), v -> v.average().orElseThrow())),
        one("batch normalization", new BatchNormalization(1e-5), image, new int[] {4}, new int[] {4}, new int[] {4}, new int[] {4})
            .refuses(new int[] {3, 5, 6}).defined((x, p) -> Definitions.normalized(x.get(0), p, 30, 1e-5)),
        one("batch normalization, training", new TrainingBatchNormalization(1e-5), image, new int[] {4}, new int[] {4}, new int[] {4},
            new int[] {4}).refuses(new int[] {3, 5, 6}),
        one("reshape", new Reshape(List.of(20, 6)), image).refuses(line).each(x -> x),
        one("transpose", new Transpose(List.of(2, 0, 1)), image).refuses(line)
            .defined((x, p) -> Definitions.lastAxisFirst(x.get(0), 20, 6)),
        new Case("concat", new Concat(1), List.of(new int[] {2, 3, 2}, new int[] {2, 1, 2}), List.of())
            .refusesAll(List.of(new int[] {2, 3, 2}, new int[] {2, 1, 3})),
        one("pad", new Pad(List.of(0, 1, 2), List.of(0, -1, 1), 0.5), image).refuses(line),
        one("softmax", new Softmax(0), line).refuses(new int[] {}).defined((x, p) -> Definitions.softmax(x.get(0))),
        one("softmax on the first axis", new Softmax(0), image),
        one("log softmax", new LogSoftmax(0), line).refuses(new int[] {})
            .defined((x, p) -> java.util.Arrays.stream(Definitions.softmax(x.get(0))).map(Math::log).toArray()),
        one("log softmax on the last axis", new LogSoftmax(2), image));
  }
}
