package dev.danskin.cli;

import static dev.danskin.cli.OnnxFile.head;
import static dev.danskin.cli.OnnxFile.integer;
import static dev.danskin.cli.OnnxFile.integers;
import static dev.danskin.cli.OnnxFile.number;
import static dev.danskin.cli.OnnxFile.numbers;
import static dev.danskin.cli.OnnxFile.raw;
import static dev.danskin.cli.OnnxFile.tensor;
import static dev.danskin.cli.OnnxFile.text;
import static dev.danskin.cli.OnnxFile.value;
import static dev.danskin.cli.OnnxFile.zero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.Unsupported;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.testkit.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in the forms that exporters write and we do not: read as ONNX Runtime reads them, or refused in a sentence. */
class OnnxImportTest {
  private static final int[] SCALAR = {};
  private static final float[] NINE = {0.5f, -1, 2, 1.5f, -0.25f, 0.75f, -2, 1, 0.125f};

  private static float[] normal(int n) {
    Random random = new Random(n);
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }

  private static OnnxFile image(long opset) {
    return new OnnxFile(opset).input("x", -1, 2, 5, 6).output("y");
  }

  private static OnnxFile vector(long opset) {
    return new OnnxFile(opset).input("x", -1, 3).output("y");
  }

  private static Arguments of(String name, OnnxFile file) {
    return Arguments.of(name, file);
  }

  private static Tensor inputs(Graph graph) {
    return Tensors.uniform(new Random(3), -1, 1, DType.FLOAT32, Shape.rows(3, graph.inputShape()).extents());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"axes", "padding", "pointwise", "shapes", "batches", "products", "windows", "constants", "casts", "means", "sets"})
  void isReadAsOnnxRuntimeReadsIt(String name, OnnxFile file) throws Exception {
    byte[] bytes = file.bytes();
    Graph graph = OnnxReader.read(bytes, name).graph();
    OnnxRuntime.agrees(graph, bytes, inputs(graph), name);
  }

  static Stream<Arguments> axes() {
    return Stream.of(
        of("unsqueeze and squeeze by attribute", vector(7).node("Unsqueeze", "x", "a", integers("axes", 1, 3))
            .node("Softmax", "a", "b", integer("axis", 2))
            .node("Squeeze", "b", "y", integers("axes", 1, 3))),
        of("negative axes by attribute", vector(11).node("Unsqueeze", "x", "a", integers("axes", -1))
            .node("Squeeze", "a", "y", integers("axes", -1))),
        of("unsqueeze and squeeze by input", vector(13).longs("in", 3, 1).longs("out", 1, -1).node("Unsqueeze", "x,in", "a")
            .node("Tanh", "a", "b")
            .node("Squeeze", "b,out", "y")),
        of("squeeze of every axis", vector(13).longs("in", 3, 1).node("Unsqueeze", "x,in", "a").node("Squeeze", "a", "b")
            .node("Softmax", "b", "y")
            .constant(tensor("unused", 1))),
        of("softmax over the rest before 13", image(11).node("Softmax", "x", "y", integer("axis", 1))),
        of("softmax over the rest before 13, by default", image(7).node("Softmax", "x", "y")),
        of("log softmax over the rest before 13", image(12).node("LogSoftmax", "x", "y", integer("axis", 2))),
        of("softmax over one axis since 13", image(13).node("Softmax", "x", "y", integer("axis", 1))),
        of("softmax over the last axis since 13", image(13).node("LogSoftmax", "x", "y")),
        of("softmax over a negative axis", image(13).node("Softmax", "x", "y", integer("axis", -2))),
        of("flatten", image(7).node("Flatten", "x", "a").node("Softmax", "a", "y")),
        of("flatten, negative axis", image(11).node("Flatten", "x", "a", integer("axis", -3)).node("Softmax", "a", "y")),
        of("flatten of a batch of one", new OnnxFile(9).input("x", 1, 2, 3).output("y").node("Flatten", "x", "a", zero("axis"))
            .node("Softmax", "a", "y")),
        of("flatten after ones", new OnnxFile(9).input("x", -1, 1, 1, 6).output("y").node("Flatten", "x", "a", integer("axis", 3))
            .node("Softmax", "a", "y")),
        of("transpose and concat", image(9).node("Transpose", "x", "a", integers("perm", 0, 3, 1, 2)).node("Tanh", "a", "b")
            .node("Concat", "a,b", "y",
            integer("axis", -2))));
  }

  static Stream<Arguments> padding() {
    return Stream.of(
        of("pad by attribute", image(7).node("Pad", "x", "y", integers("pads", 0, 0, 1, 2, 0, 1, 0, 3), number("value", 0.5))),
        of("pad by input", image(11).longs("p", 0, 0, 1, 2, 0, 1, 0, 3).scalar("v", 0.5f)
            .node("Pad", "x,p,v", "y", text("mode", "constant"))),
        of("pad by input without a value", image(13).longs("p", 0, 0, 1, 2, 0, 1, 0, 3).node("Pad", "x,p,", "y")),
        of("pad of two axes", image(18).longs("p", 1, 2, 3, 4).longs("a", -1, 2).node("Pad", "x,p,,a", "y")),
        of("crop", image(13).longs("p", 0, 0, -1, 0, 0, 0, -1, 2).node("Pad", "x,p", "y")));
  }

  static Stream<Arguments> pointwise() {
    return Stream.of(
        of("clip by attribute", image(7).node("Clip", "x", "y", number("min", -0.5), number("max", 0.25))),
        of("clip by one attribute", image(9).node("Clip", "x", "y", number("max", 0.25))),
        of("clip by input", image(11).scalar("lo", -0.5f).scalar("hi", 0.25f).node("Clip", "x,lo,hi", "y")),
        of("clip by one input", image(13).scalar("hi", 0.25f).node("Clip", "x,,hi", "y")),
        of("clip, open", image(13).node("Clip", "x", "y")),
        of("dropout before 12", image(7).node("Dropout", "x", "y,mask", number("ratio", 0.3))),
        of("dropout since 12", image(13).scalar("r", 0.3f).constant(raw(9, "t", SCALAR, 0))
            .node("Dropout", "x,r,t", "y,mask", integer("seed", 3))),
        of("dropout without inputs", image(22).node("Dropout", "x", "y")),
        of("leaky relu, default slope", image(9).node("LeakyRelu", "x", "y")),
        of("leaky relu", image(16).node("LeakyRelu", "x", "y", number("alpha", 0.2))),
        of("identity", image(14).node("Identity", "x", "a").node("Relu", "a", "y")),
        of("batch normalization", image(9).floats("s", new int[] {2}, 1, 2).floats("b", new int[] {2}, 3, -1)
            .floats("m", new int[] {2}, 0.1f, 0.2f)
            .floats("v", new int[] {2}, 0.5f, 2).node("BatchNormalization", "x,s,b,m,v", "y", number("momentum", 0.9))),
        of("batch normalization of 15", image(15).floats("s", new int[] {2}, 1, 2).floats("b", new int[] {2}, 3, -1)
            .floats("m", new int[] {2}, 0.1f, 0.2f)
            .floats("v", new int[] {2}, 0.5f, 2).node("BatchNormalization", "x,s,b,m,v", "y", number("epsilon", 0.1),
                integer("training_mode", 0))),
        of("constants on either side", image(14).floats("c", new int[] {1, 2, 1, 1}, 2, 3).floats("d", new int[] {6}, normal(6))
            .scalar("one", 1)
            .node("Mul", "c,x", "a").node("Sub", "d,a", "b").node("Add", "b,one", "y")),
        of("operands of a batch of one with fewer axes", new OnnxFile(13).input("x", 1, 2, 3).output("y").longs("s", 1, 6)
            .longs("p", 0, 0, 0, -3)
            .node("Reshape", "x,s", "f").node("Pad", "f,p", "a").node("Mul", "x,a", "y")));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        of("view(size(0), -1)", image(11).index("zero", 0).longs("rest", -1).node("Shape", "x", "s")
            .node("Gather", "s,zero", "n", integer("axis", 0))
            .node("Unsqueeze", "n", "u", integers("axes", 0)).node("Concat", "u,rest", "t", integer("axis", 0))
                .node("Reshape", "x,t", "a").node("Softmax", "a", "y")),
        of("view(size(0), -1) of 13", image(13).index("zero", 0).longs("rest", -1).longs("axes", 0).node("Shape", "x", "s")
            .node("Gather", "s,zero", "n", zero("axis"))
            .node("Unsqueeze", "n,axes", "u").node("Concat", "u,rest", "t", zero("axis")).node("Reshape", "x,t", "a")
                .node("Softmax", "a", "y")),
        of("view(size(0), size(1) * 5, 6)", image(13).index("zero", 0).index("one", 1).longs("five", 5).longs("six", 6)
            .longs("axes", 0).node("Shape", "x", "s")
            .node("Gather", "s,zero", "n").node("Gather", "s,one", "c").node("Mul", "c,five", "m").node("Unsqueeze", "n,axes", "u")
            .node("Concat", "u,m,six", "t", integer("axis", 0)).node("Reshape", "x,t", "a").node("Softmax", "a", "y")),
        of("a slice of the shape by attribute", image(9).longs("rest", 10, 6).node("Shape", "x", "s")
            .node("Slice", "s", "n", integers("starts", 0), integers("ends", 1))
            .node("Concat", "n,rest", "t", integer("axis", 0)).node("Reshape", "x,t", "y")),
        of("a slice of the shape by input", image(13).longs("zero", 0).longs("one", 1).longs("most", Long.MAX_VALUE)
            .longs("two", 2).longs("rest", 10, 6)
            .node("Shape", "x", "s").node("Slice", "s,zero,one,zero", "n").node("Slice", "rest,zero,most,,two", "k")
                .node("Slice", "rest,one,most", "l")
            .node("Concat", "n,k,l", "t", integer("axis", 0)).node("Reshape", "x,t", "y")),
        of("shape with start and end", image(15).longs("rest", -1).node("Shape", "x", "n", zero("start"), integer("end", -3))
            .node("Shape", "x", "c", integer("start", 1), integer("end", 2))
            .node("Concat", "n,c,rest", "t", integer("axis", 0)).node("Reshape", "x,t", "y")),
        of("shape, cast and squeezed", image(13).longs("zero", 0).longs("rest", 60).node("Shape", "x", "s")
            .node("Gather", "s,zero", "g").node("Squeeze", "g,zero", "q")
            .node("Cast", "q", "w", integer("to", 6)).node("Cast", "w", "l", integer("to", 7)).node("Unsqueeze", "l,zero", "u")
                .node("Concat", "u,rest", "t", integer("axis", 0))
            .node("Reshape", "x,t", "y")),
        of("squeeze of constants by attribute", image(11).constant(raw(7, "c", new int[] {1, 1, 2}, -1, 60))
            .node("Squeeze", "c", "t", integers("axes", 0, 1)).node("Reshape", "x,t", "y")),
        of("whole quotients are cut", image(13).longs("a", -7).longs("b", -2).longs("n", -1).longs("twenty", 20)
            .node("Div", "a,b", "q").node("Concat", "n,q,twenty", "t", integer("axis", 0))
            .node("Reshape", "x,t", "y")),
        of("reshape with zeros", image(14).longs("t", 0, 0, -1).node("Reshape", "x,t", "y", integer("allowzero", 0))));
  }

  static Stream<Arguments> batches() {
    return Stream.of(
        of("fixed batch of one", new OnnxFile(9).input("x", 1, 2, 5, 6).output("y").longs("t", 1, -1).node("Reshape", "x,t", "a")
            .node("Softmax", "a", "y")),
        of("fixed batch of one, the batch first", new OnnxFile(9).input("x", 1, 2, 5, 6).output("y").longs("t", -1, 60)
            .node("Reshape", "x,t", "a").node("Softmax", "a", "y")),
        of("no batch", new OnnxFile(13).input("x", 6).output("y").longs("t", 2, -1).floats("w", new int[] {3, 2}, normal(6))
            .node("Reshape", "x,t", "a").node("MatMul", "a,w", "b")
            .node("Softmax", "b", "y", zero("axis"))),
        of("no batch, flatten", new OnnxFile(13).input("x", 6).output("y").longs("t", 2, 1, 3).node("Reshape", "x,t", "a")
            .node("Flatten", "a", "b", integer("axis", 2)).node("Softmax", "b", "y")),
        of("no batch, gemm", new OnnxFile(13).input("x", 6).output("y").longs("t", 2, 3).floats("w", new int[] {3, 2}, normal(6))
            .node("Reshape", "x,t", "a").node("Gemm", "a,w", "y")),
        of("channels last around a convolution", new OnnxFile(9).input("x", 1, 5, 6, 2).output("y")
            .floats("w", new int[] {3, 2, 2, 2}, normal(24))
            .node("Transpose", "x", "a", integers("perm", 0, 3, 1, 2))
                .node("Conv", "a,w", "b", text("auto_pad", "SAME_UPPER"), integers("strides", 2, 2))
            .node("Transpose", "b", "y", integers("perm", 0, 2, 3, 1))),
        of("channels last weights", image(13).floats("w", new int[] {2, 2, 2, 3}, normal(24))
            .node("Transpose", "w", "k", integers("perm", 3, 2, 0, 1)).node("Conv", "x,k", "y")));
  }

  static Stream<Arguments> products() {
    int[] square = {3, 3};
    return Stream.of(
        of("gemm", vector(7).floats("w", square, NINE).floats("b", new int[] {3}, 1, 2, 3).node("Gemm", "x,w,b", "y")),
        of("gemm, all attributes", vector(9).floats("w", new int[] {2, 3}, normal(6)).floats("b", new int[] {1, 2}, 1, 2)
            .node("Gemm", "x,w,b", "y", integer("transB", 1), number("alpha", 0.5), number("beta", 2), integer("transA", 0))),
        of("gemm, scalar bias", vector(11).floats("w", square, NINE).scalar("b", 2).node("Gemm", "x,w,b", "y", number("beta", 0.5))),
        of("gemm, one number as bias", vector(13).floats("w", square, NINE).floats("b", new int[] {1, 1}, 2).node("Gemm", "x,w,b", "y")),
        of("gemm without bias", vector(13).floats("w", square, NINE).node("Gemm", "x,w", "y")),
        of("matmul and add", vector(13).floats("w", square, NINE).floats("b", new int[] {3}, 1, 2, 3).node("MatMul", "x,w", "a")
            .node("Add", "b,a", "y")),
        of("matmul and add of a row", vector(13).floats("w", square, NINE).floats("b", new int[] {1, 3}, 1, 2, 3)
            .node("MatMul", "x,w", "a").node("Add", "a,b", "y")),
        of("matmul, added to itself", vector(13).floats("w", square, NINE).node("MatMul", "x,w", "a").node("Add", "a,a", "y")),
        of("matmul, added and used otherwise", vector(13).floats("w", square, NINE).floats("b", new int[] {3}, 1, 2, 3)
            .node("MatMul", "x,w", "a").node("Add", "a,b", "c")
            .node("Mul", "a,c", "y")),
        of("matmul with a constant on the left", new OnnxFile(9).input("x", -1, 3, 2).output("y").floats("w", square, NINE)
            .node("MatMul", "w,x", "y")),
        of("matmul of vectors of vectors", new OnnxFile(9).input("x", -1, 2, 3).output("y").floats("w", square, NINE)
            .floats("b", new int[] {2, 3}, normal(6)).node("MatMul", "x,w", "a")
            .node("Add", "a,b", "y")));
  }

  static Stream<Arguments> windows() {
    return Stream.of("VALID", "SAME_UPPER", "SAME_LOWER", "NOTSET").flatMap(auto -> Stream.of(
        of("conv " + auto, image(11).floats("w", new int[] {3, 2, 3, 2}, normal(36)).floats("b", new int[] {3}, 1, 2, 3)
            .node("Conv", "x,w,b", "y", text("auto_pad", auto), integers("strides", 2, 2), integers("kernel_shape", 3, 2))),
        of("dilated conv " + auto, image(22).floats("w", new int[] {2, 1, 2, 2}, normal(8)).node("Conv", "x,w", "y", text("auto_pad", auto),
            integers("dilations", auto.startsWith("SAME") ? 1 : 2, 1), integer("group", 2))),
        of("max pool " + auto, image(8).node("MaxPool", "x", "y,", text("auto_pad", auto), integers("strides", 2, 2),
            integers("kernel_shape", 3, 2))),
        of("average pool " + auto, image(10).node("AveragePool", "x", "y", text("auto_pad", auto), integers("strides", 3, 2),
            integers("kernel_shape", 2, 3))),
        of("average pool, pads counted, " + auto, image(11)
            .node("AveragePool", "x", "y", text("auto_pad", auto), integers("strides", 2, 2), integers("kernel_shape", 2, 3),
            integer("count_include_pad", 1)))));
  }

  private static byte[] little(int width, double... values) {
    ByteBuffer b = ByteBuffer.allocate(width * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      if (width == 8) {
        b.putDouble(v);
      } else {
        b.putFloat((float) v);
      }
    }
    return b.array();
  }

  static Stream<Arguments> constants() {
    long[] halves = {0x3C00, 0xC000, 0x3555};
    OnnxFile.Message unpacked = head(1, "c", 3).float32(4, 1).float32(4, 2).float32(4, -3);
    return Stream.of(
        of("raw_data", vector(9).constant(tensor("c", new int[] {3}, 1, 2, -3)).node("Add", "x,c", "y")),
        of("float_data, packed", vector(9).constant(head(1, "c", 3).bytes(4, little(4, 1, 2, -3))).node("Add", "x,c", "y")),
        of("float_data, unpacked", vector(9).constant(unpacked).node("Add", "x,c", "y")),
        of("double, raw", vector(9).constant(head(11, "c", 3).bytes(9, little(8, 1, 2, -3)))
            .node("Cast", "c", "f", integer("to", 1)).node("Add", "x,f", "y")),
        of("double_data", vector(9).constant(head(11, "c", 3).bytes(10, little(8, 1, 2, -3)))
            .node("Cast", "c", "f", integer("to", 1)).node("Add", "x,f", "y")),
        of("float16, raw", vector(9).constant(raw(10, "c", new int[] {3}, halves)).node("Cast", "c", "f", integer("to", 1))
            .node("Add", "x,f", "y")),
        of("float16 in int32_data", vector(9).constant(head(10, "c", 3).packed(5, halves))
            .node("Cast", "c", "f", integer("to", 1)).node("Add", "x,f", "y")),
        of("int64_data, packed shape", image(9).constant(head(7, "t", 2).packed(7, -1, 60)).node("Reshape", "x,t", "y")),
        of("int64_data, unpacked shape, unpacked dims", image(9).constant(head(7, "t", 2).integer(7, -1).integer(7, 60))
            .node("Reshape", "x,t", "y")),
        of("packed dims", vector(9).constant(new OnnxFile.Message().packed(1, 1, 3).integer(2, 1).text(8, "c").bytes(9, little(4,
            1, 2, -3))).node("Add", "x,c", "y")),
        of("initializers that are inputs, too", vector(9).input("w", 3, 3).floats("w", new int[] {3, 3}, NINE).node("MatMul", "x,w", "y")),
        of("constant nodes as weights", vector(9).node("Constant", "", "w", value("value", tensor("", new int[] {3, 3}, NINE)))
            .node("MatMul", "x,w", "y")),
        of("value_floats", vector(12).node("Constant", "", "c", numbers("value_floats", 1, 2, -3)).node("Add", "x,c", "y")),
        of("value_float", vector(12).node("Constant", "", "c", number("value_float", 0.5)).node("Mul", "x,c", "y")),
        of("value_int and value_ints", image(13).node("Constant", "", "i", integer("value_int", 1))
            .node("Constant", "", "t", integers("value_ints", 60, -1)).node("Constant", "", "a", integers("value_ints", 0))
            .node("Gather", "t,i", "n").node("Unsqueeze", "n,a", "u").node("Constant", "", "k", integers("value_ints", 60))
                .node("Concat", "u,k", "s", integer("axis", 0)).node("Reshape", "x,s", "y")),
        of("arithmetic of constants", vector(13).scalar("a", 3).scalar("b", 0.5f).floats("c", new int[] {3}, 1, 2, -3)
            .node("Mul", "a,b", "d").node("Sub", "c,d", "e").node("Div", "e,a", "f")
            .node("Add", "x,f", "y")));
  }

  static Stream<Arguments> casts() {
    OnnxFile.Message reals = tensor("c", new int[] {3}, 2.75f, -2.75f, 0);
    return LongStream.of(7, 6, 3, 9, 1).mapToObj(to -> of("constants cast to " + to, vector(13).constant(reals)
        .node("Cast", "c", "i", integer("to", to))
        .node("Cast", "i", "f", integer("to", 1)).node("Add", "x,f", "y")));
  }

  static Stream<Arguments> means() {
    return Stream.of(
        of("mean over the plane", image(11).node("ReduceMean", "x", "y", integers("axes", 2, 3), integer("keepdims", 1))),
        of("mean over the plane, axes gone", image(13).node("ReduceMean", "x", "a", integers("axes", -1, -2), zero("keepdims"))
            .node("Softmax", "a", "y")),
        of("mean by input", image(18).longs("axes", 2, 3).node("ReduceMean", "x,axes", "a", integer("keepdims", 0))
            .node("Softmax", "a", "y")),
        of("mean by input, axes kept", image(18).longs("axes", -2, -1).node("ReduceMean", "x,axes", "y")),
        of("mean over the plane, channels last", new OnnxFile(13).input("x", -1, 5, 6, 2).output("y")
            .node("ReduceMean", "x", "y", integers("axes", 1, 2))),
        of("mean over the last axis", image(13).node("ReduceMean", "x", "y", integers("axes", 3), zero("keepdims"))),
        of("mean over the channels", image(13).node("ReduceMean", "x", "y", integers("axes", 1))),
        of("mean over nothing", image(18).node("ReduceMean", "x", "a", integer("noop_with_empty_axes", 1)).node("Relu", "a", "y")),
        of("mean over everything without a batch", new OnnxFile(13).input("x", 6).output("y").node("ReduceMean", "x", "y")));
  }

  /** One network in every operator set, as far as its forms are the same in all. */
  static Stream<Arguments> sets() {
    return LongStream.rangeClosed(7, 25).mapToObj(opset -> of("operator set " + opset, image(opset)
        .floats("w", new int[] {2, 2, 3, 3}, normal(36)).floats("v", new int[] {8, 3}, normal(24)).scalar("one", 1)
        .node("Conv", "x,w", "a", integers("pads", 1, 1, 1, 1)).node("Relu", "a", "b")
            .node("MaxPool", "b", "c", integers("kernel_shape", 2, 2), integers("strides", 2, 3))
        .node("AveragePool", "c", "p", integers("kernel_shape", 1, 1)).node("Sigmoid", "p", "q")
            .node("Transpose", "q", "e", integers("perm", 0, 2, 3, 1)).node("Flatten", "e", "f")
            .node("Cast", "f", "g", integer("to", 1))
        .node("Gemm", "g,v,one", "d").node("Identity", "d", "y")));
  }

  // ---- refusals ----

  private static Arguments refused(OnnxFile file, String type, long opset, String sentence) {
    return Arguments.of(type + " of operator set " + opset, sentence, file);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"attributesRefused", "shapesRefused", "mixingRefused", "outputsRefused"})
  void isRefusedByName(String where, String sentence, OnnxFile file) {
    String type = where.substring(0, where.indexOf(' '));
    assertThatThrownBy(() -> OnnxReader.read(file.bytes(), "file.onnx")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("file.onnx: node 'the-" + type + "' (" + where + "): ").hasMessageContaining(sentence);
  }

  static Stream<Arguments> attributesRefused() {
    int[] two = {2};
    return Stream.of(
        refused(image(13).node("Cast", "x", "y", integer("to", 6)), "Cast", 13, "found element type 6"),
        refused(image(13).node("Cast", "x", "y", integer("to", 10)), "Cast", 13, "found element type 10"),
        refused(image(13).node("Cast", "x", "y", integer("to", 9)), "Cast", 13, "found element type 9"),
        refused(vector(13).floats("c", new int[] {1}, 300).node("Cast", "c", "i", integer("to", 2))
            .node("Add", "x,i", "y"), "Cast", 13, "found 300"),
        refused(vector(13).floats("c", new int[] {1}, Float.NaN).node("Cast", "c", "i", integer("to", 7))
            .node("Add", "x,i", "y"), "Cast", 13, "found NaN"),
        refused(vector(13).floats("c", new int[] {1}, 1).node("Cast", "c", "i", integer("to", 16))
            .node("Add", "x,i", "y"), "Cast", 13, "found element type 16"),
        refused(image(13).node("Relu", "x", "lo").node("Clip", "x,lo", "y"), "Clip", 13,
            "input 1 to be a constant, found the computed value 'lo'"),
        refused(image(13).node("Relu", "x", "hi").node("Clip", "x,,hi", "y"), "Clip", 13, "input 2 to be a constant"),
        refused(image(13).floats("lo", two, 1, 2).node("Clip", "x,lo", "y"), "Clip", 13, "one number"),
        refused(image(13).node("Clip", "x", "y", number("min", 0)), "Clip", 13, "expected no attribute, found min"),
        refused(image(15).floats("s", two, 1, 2).node("BatchNormalization", "x,s,s,s,s", "y", integer("training_mode", 1)),
            "BatchNormalization", 15, "found training mode"),
        refused(image(9).floats("s", two, 1, 2).node("BatchNormalization", "x,s,s,s,s", "y,m,v,n,w"), "BatchNormalization", 9,
            "found training mode"),
        refused(image(7).floats("s", two, 1, 2).node("BatchNormalization", "x,s,s,s,s", "y", integer("spatial", 0)),
            "BatchNormalization", 7, "found spatial = 0"),
        refused(image(13).scalar("r", 0.5f).constant(raw(9, "t", SCALAR, 1)).node("Dropout", "x,r,t", "y"), "Dropout", 13, "training mode"),
        refused(image(13).scalar("r", 0.5f).node("Relu", "x", "t")
            .node("Dropout", "x,r,t", "y"), "Dropout", 13, "input 2 to be a constant"),
        refused(image(14).node("MaxPool", "x", "y", integers("kernel_shape", 2, 2), integer("storage_order", 1)), "MaxPool", 14,
            "storage_order 1"),
        refused(image(13).node("MaxPool", "x", "y", integers("kernel_shape", 2, 2), text("auto_pad", "SAME")), "MaxPool", 13,
            "auto_pad SAME,"),
        refused(image(13).node("MaxPool", "x", "y", integers("kernel_shape", 2, 2), text("auto_pad", "VALID"),
            integer("ceil_mode", 1)), "MaxPool", 13, "ceil_mode 1"),
        refused(image(13).node("MaxPool", "x", "y", integers("kernel_shape", 2, 2), text("auto_pad", "SAME_UPPER"),
            integers("dilations", 2, 2)), "MaxPool", 13, "dilations [2, 2]"),
        refused(image(13).floats("w", new int[] {1, 2, 2, 2}, normal(8))
            .node("Conv", "x,w", "y", text("auto_pad", "SAME_LOWER"), integers("dilations", 1, 2)), "Conv", 13,
            "dilations [1, 2]"),
        refused(image(13).node("MaxPool", "x", "y", integers("kernel_shape", 2, 2), integers("pads", 1, 1)), "MaxPool", 13,
            "pads of 4 numbers"),
        refused(image(13).node("AveragePool", "x", "y", integers("kernel_shape", 2, 2), integers("pads", 0, 2, 0, 0)), "AveragePool", 13,
            "found [0, 2, 0, 0]"),
        refused(image(11).node("AveragePool", "x", "y", integers("kernel_shape", 2, 2), integers("dilations", 2, 2)),
            "AveragePool", 11, "found dilations"),
        refused(image(13).node("LeakyRelu", "x", "y", integer("alpha", 1)), "LeakyRelu", 13, "expected attribute 'alpha' to be a number"),
        refused(image(13).node("Relu", "x", "y", number("threshold", 1)), "Relu", 13, "expected no attribute, found threshold"),
        refused(image(13).floats("w", new int[] {3, 2, 3, 3}, normal(54))
            .node("Conv", "x,w", "y", integers("kernel_shape", 2, 2)), "Conv", 13, "kernel_shape [2, 2]"),
        refused(image(13).longs("p", 0, 0, 1, 1, 0, 0, 1, 1).node("Pad", "x,p", "y", text("mode", "reflect")), "Pad", 13, "reflect"),
        refused(image(13).longs("p", 0, 0, 1, 1, 0, 0, 1, 1).node("Relu", "x", "v")
            .node("Pad", "x,p,v", "y"), "Pad", 13, "input 2 to be a constant"),
        refused(image(13).longs("p", 1, 0, 0, 0, 0, 0, 0, 0).node("Pad", "x,p", "y"), "Pad", 13, "within each example"),
        refused(vector(13).floats("w", new int[] {3, 3}, NINE).node("Gemm", "x,w", "y", integer("transA", 1)), "Gemm", 13, "transA = 1"),
        refused(vector(13).floats("w", new int[] {3, 3}, NINE).floats("b", new int[] {3, 1}, 1, 2, 3)
            .node("Gemm", "x,w,b", "y"), "Gemm", 13, "bias of 3 numbers"),
        refused(vector(13).node("Constant", "", "c", text("value_string", "a"))
            .node("Add", "x,c", "y"), "Constant", 13, "found value_string"));
  }

  static Stream<Arguments> shapesRefused() {
    OnnxFile sized = image(13).index("zero", 0).longs("axes", 0).longs("two", 2).longs("rest", -1).node("Shape", "x", "s")
        .node("Gather", "s,zero", "n").node("Unsqueeze", "n,axes", "u");
    return Stream.of(
        refused(sized.node("Mul", "u,two", "m").node("Concat", "m,rest", "t", integer("axis", 0))
            .node("Reshape", "x,t", "y"), "Mul", 13, "found the number of examples"),
        refused(image(13).longs("zero", 0).longs("two", 2).longs("r", 60).node("Shape", "x", "s").node("Gather", "s,zero", "n")
            .node("Div", "n,two", "m")
            .node("Concat", "m,r", "t", integer("axis", 0)).node("Reshape", "x,t", "y"), "Div", 13, "found the number of examples"),
        refused(image(13).longs("zero", 0).node("Shape", "x", "s").node("Gather", "s,zero", "n")
            .node("Cast", "n", "f", integer("to", 1)).node("Mul", "x,f", "y"), "Cast", 13,
            "found the number of examples"),
        refused(image(13).longs("zero", 0).node("Shape", "x", "s").node("Gather", "s,zero", "n")
            .node("Mul", "x,n", "y"), "Mul", 13, "found the number of examples"),
        refused(image(13).longs("zero", 0).longs("r", 60).node("Shape", "x", "s").node("Gather", "s,zero", "n")
            .node("Concat", "r,n", "t", integer("axis", 0)).node("Reshape", "x,t", "y"),
            "Reshape", 13, "found [60, batch]"),
        refused(image(14).longs("t", 0, 60).node("Reshape", "x,t", "y", integer("allowzero", 1)), "Reshape", 14, "allowzero"),
        refused(image(14).longs("t", -1, 60, 0).node("Reshape", "x,t", "y", integer("allowzero", 1)), "Reshape", 14, "0 means empty"),
        refused(image(13).longs("t", -1, -1, 6).node("Reshape", "x,t", "y"), "Reshape", 13, "keeps the examples apart"),
        refused(image(13).longs("t", 0, -2, -30).node("Reshape", "x,t", "y"), "Reshape", 13, "expected a shape of 60 elements"),
        refused(image(13).longs("t", 60, -1).node("Reshape", "x,t", "y"), "Reshape", 13, "keeps the examples apart"),
        refused(image(13).node("Shape", "x", "t").node("Relu", "x", "r")
            .node("Gather", "r,t", "y"), "Gather", 13, "found a computed value"),
        refused(image(13).node("Relu", "x", "t").node("Reshape", "x,t", "y"), "Reshape", 13, "input 1 to be a constant"),
        refused(image(13).longs("nine", 9).longs("t", -1, 60).node("Gather", "t,nine", "u")
            .node("Reshape", "x,u", "y"), "Gather", 13, "found 9"),
        refused(image(13).constant(raw(7, "c", new int[] {1, 2}, -1, 60)).longs("a", 1).node("Squeeze", "c,a", "t")
            .node("Reshape", "x,t", "y"), "Squeeze", 13, "expected axes of extent 1"),
        refused(image(13).longs("a", 0).longs("b", 0).node("Div", "a,b", "t").node("Reshape", "x,t", "y"), "Div", 13, "found 0"),
        refused(image(13).longs("a", 0).longs("t", -1, 60).longs("m", -1).node("Slice", "t,a,a,a,m", "u")
            .node("Reshape", "x,u", "y"), "Slice", 13, "positive step"),
        refused(image(13).longs("a", 1).longs("b", 2).node("Slice", "x,a,b,a", "y"), "Slice", 13, "found a computed value"));
  }

  static Stream<Arguments> mixingRefused() {
    int[] square = {3, 3};
    return Stream.of(
        refused(image(13).longs("a", 0).node("ReduceMean", "x", "y", integers("axes", 0)), "ReduceMean", 13, "axis 0"),
        refused(image(13).node("ReduceMean", "x", "y"), "ReduceMean", 13, "a mean over all axes"),
        refused(image(13).node("Softmax", "x", "y", zero("axis")), "Softmax", 13, "axis 0"),
        refused(image(13).node("Concat", "x,x", "y", zero("axis")), "Concat", 13, "axis 0"),
        refused(image(13).node("Concat", "x,x", "y"), "Concat", 13, "expected an axis, found none"),
        refused(vector(13).floats("w", square, NINE).floats("b", new int[] {3}, 1, 2, 3).node("MatMul", "x,w", "a")
            .node("Add", "a,b", "y", integer("axis", 1)), "Add", 13, "expected no attribute, found axis"),
        refused(image(13).node("Transpose", "x", "y"), "Transpose", 13, "keeps the batch first"),
        refused(image(13).node("Flatten", "x", "y", integer("axis", 2)), "Flatten", 13, "axis 2"),
        refused(image(13).node("Unsqueeze", "x", "y"), "Unsqueeze", 13, "found none"),
        refused(image(13).node("Relu", "x", "a").node("Squeeze", "x,a", "y"), "Squeeze", 13, "input 1 to be a constant"),
        refused(new OnnxFile(13).input("x", 1, 1, 3).output("y").node("Squeeze", "x", "y"), "Squeeze", 13, "a batch of 1"),
        refused(image(13).longs("a", 1).node("Squeeze", "x,a", "y"), "Squeeze", 13, "expected axes of extent 1"),
        refused(vector(13).floats("c", new int[] {2, 1, 3}, normal(6)).node("Add", "x,c", "y"), "Add", 13, "the same for every example"),
        refused(vector(13).floats("c", square, NINE).node("Add", "x,c", "y"), "Add", 13, "the same for every example"),
        refused(vector(13).floats("w", square, NINE).floats("c", new int[] {1, 1, 3}, 1, 2, 3).node("MatMul", "x,w", "a")
            .node("Add", "a,c", "y"), "Add", 13, "the same for every example"),
        refused(new OnnxFile(13).input("x", -1, 3, 3).output("y").longs("axes", 2)
            .node("ReduceMean", "x", "m", integers("axes", 2), zero("keepdims")).node("Sub", "x,m", "y"), "Sub", 13,
            "operands of as many axes"),
        refused(vector(13).floats("w", square, NINE).node("MatMul", "w,x", "y"), "MatMul", 13, "within one example"),
        refused(new OnnxFile(13).input("x", -1, 2, 3).output("y").floats("w", square, NINE)
            .node("Gemm", "x,w", "y"), "Gemm", 13, "examples of shape [2, 3]"),
        refused(new OnnxFile(13).input("x", 9).output("y").longs("t", 3, 3).floats("s", new int[] {3}, 1, 2, 3)
            .node("Reshape", "x,t", "a").node("BatchNormalization", "a,s,s,s,s", "y"),
            "BatchNormalization", 13, "one without a batch"),
        refused(new OnnxFile(13).input("x", 60).output("y").longs("t", 2, 5, 6).node("Reshape", "x,t", "a")
            .node("GlobalAveragePool", "a", "y"), "GlobalAveragePool", 13,
            "one without a batch"));
  }

  static Stream<Arguments> outputsRefused() {
    return Stream.of(
        refused(image(12).node("MaxPool", "x", "a,i", integers("kernel_shape", 2, 2))
            .node("Cast", "i", "y", integer("to", 1)), "MaxPool", 12, "found that 'i' is, too"),
        refused(image(12).node("Dropout", "x", "a,y"), "Dropout", 12, "found that 'y' is, too"),
        refused(image(12).node("Relu", "x", "a").node("Tanh", "x", "a").node("Relu", "a", "y"), "Tanh", 12, "which is defined before"),
        refused(image(12).floats("c", new int[] {1}, 1).node("Relu", "c", "d").node("Add", "x,d", "y"), "Relu", 12, "found constants only"),
        refused(image(12).floats("c", new int[] {1, 2, 5, 6}, normal(60))
            .node("Concat", "x,c", "y", integer("axis", 1)), "Concat", 12, "found the constant 'c'"));
  }

  @Test
  void whatIsNotAnOperatorWeReadIsRefusedByName() {
    assertThatThrownBy(() -> OnnxReader.read(image(13).node("ConvInteger", "x,x", "y").bytes(), "f")).isInstanceOf(Unsupported.class)
        .hasMessageContaining("node 'the-ConvInteger': operator ConvInteger of operator set 13");
    assertThatThrownBy(() -> OnnxReader.read(image(13).node("com.microsoft", "Gemm", "x,x", "y").bytes(),
        "f")).isInstanceOf(Unsupported.class)
        .hasMessageContaining("operator com.microsoft.Gemm of operator set 13");
    assertThatThrownBy(() -> OnnxReader.read(image(6).node("Relu", "x", "y").bytes(), "f")).isInstanceOf(Unsupported.class)
        .hasMessageContaining("expected operator set 7 to 25, found 6");
    assertThatThrownBy(() -> OnnxReader.read(image(99).node("Relu", "x", "y").bytes(), "f")).isInstanceOf(Unsupported.class)
        .hasMessageContaining("found 99");
  }

  @Test
  void numbersOfOtherTypesAreRefused() {
    assertThatThrownBy(() -> OnnxReader.read(vector(13).constant(head(16, "c", 3).packed(5, 1, 2, 3)).node("Add", "x,c", "y").bytes(), "f"))
        .isInstanceOf(Unsupported.class).hasMessageContaining("constant 'c': element type 16 is not read");
    OnnxFile whole = new OnnxFile(13).input(2, "x", -1, 3).output("y").node("Cast", "x", "y", integer("to", 1));
    assertThatThrownBy(() -> OnnxReader.read(whole.bytes(),
        "f")).isInstanceOf(Unsupported.class).hasMessageContaining("found element type 2");
  }

  @Test
  void aReadNetworkKeepsItsShapes() {
    Graph graph = OnnxReader.read(image(13).node("ReduceMean", "x", "y", integers("axes", 1), zero("keepdims")).bytes(), "f").graph();
    assertThat(Arrays.toString(graph.shape(graph.output()))).isEqualTo("[5, 6]");
  }
}
