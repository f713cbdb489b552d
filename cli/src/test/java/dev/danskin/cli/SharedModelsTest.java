package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.Linearized;
import dev.danskin.api.Loss;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.loss.DifferenceOfLogitsRatio;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.testkit.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that others trained: outputs, accuracies, losses and gradients as others computed them. */
class SharedModelsTest {
  private static final String CIFAR = "mean=0.4914:0.4822:0.4465,std=0.2471:0.2435:0.2616";

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"tribuo-cnn-mnist|raw|9904", "cntk-mnist8-opt|raw|9891", "marabou-mnist2x10|unit|9226",
      "marabou-mnist5x20-leakyrelu|unit|9451", "marabou-cnn-max-mnist2|unit|9823", "marabou-sigmoid-mnist|unit|9541",
      "vnncomp-resnet2b-cifar10|" + CIFAR + "|77"})
  void outputsAndAccuracyAreAsStated(String name, String input, int correct) throws Exception {
    Path folder = Shared.folder();
    String source = name.contains("cifar") ? "cifar10:" + folder.resolve("data/cifar10/test_batch_first100.bin.gz")
        : "mnist:" + folder.resolve("data/mnist");
    Dataset data = Targets.data(source);
    List<String> expected = Files.readAllLines(folder.resolve("models/expected/" + name + ".csv"));
    for (GraphBackend backend : OnnxRuntime.backends()) {
      try (Network f = Targets.open(folder.resolve("models/" + name + ".onnx").toString(), input, data).on(backend, data)) {
        Batch first = data.first(20);
        Tensor logits = f.logits(first.x());
        double[] row = new double[10];
        for (int i = 0; i < 20; i++) {
          String[] fields = expected.get(i).split(",");
          logits.read(i, row);
          OnnxRuntime.rowsAgree(row, Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray(), backend.name() + " " + name + " " + i);
          assertThat(first.y().classes()[i]).isEqualTo(Integer.parseInt(fields[0]));
        }
        if (backend.name().equals("nd4j")) {
          assertThat(right(f, data)).isBetween(correct - 1, correct + 1);
        }
      }
    }
  }

  private static int right(Network f, Dataset data) {
    int right = 0;
    for (int from = 0; from < data.size(); from += 250) {
      Batch b = data.batch(LongStream.range(from, Math.min(data.size(), from + 250)).toArray());
      int[] decisions = f.decide(b.x());
      for (int i = 0; i < decisions.length; i++) {
        right += decisions[i] == b.y().classes()[i] ? 1 : 0;
      }
    }
    return right;
  }

  /** Every network of the verification competition, and what we write of it, beside ONNX Runtime on random inputs. */
  @Test
  void competitionNetworksAgreeWithOnnxRuntime() throws Exception {
    List<Path> files;
    try (var all = Files.walk(Shared.file("data/vnncomp"))) {
      files = all.filter(p -> p.toString().endsWith(".onnx")).sorted().toList();
    }
    assertThat(files).hasSize(56);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      OnnxNetwork network = OnnxReader.read(bytes, file.getFileName().toString());
      int[] shape = network.graph().inputShape();
      int n = 20;
      Tensor x = Tensors.uniform(new Random(3), -1, 1, DType.FLOAT32, Shape.rows(n, shape).extents());
      double[][] theirs = OnnxRuntime.outputs(bytes, x);
      for (GraphBackend backend : OnnxRuntime.backends()) {
        try (Network f = Network.of(network.graph(), backend, Domain.interval(-1, 1, shape))) {
          double[] row = new double[f.classes()];
          Tensor ours = f.logits(x);
          for (int i = 0; i < n; i++) {
            ours.read(i, row);
            OnnxRuntime.rowsAgree(row, theirs[i], backend.name() + " " + file.getFileName());
          }
        }
      }
    }
  }

  /** What we write is read by ONNX Runtime as the same network. */
  @Test
  void writtenNetworksAgreeWithOnnxRuntime() throws Exception {
    for (String name : List.of("marabou-cnn-max-mnist2", "vnncomp-resnet2b-cifar10", "tribuo-cnn-mnist", "marabou-sigmoid-mnist")) {
      OnnxNetwork network = OnnxReader.read(Shared.file("models/" + name + ".onnx"));
      byte[] written = OnnxWriter.bytes(network.graph());
      int[] shape = network.graph().inputShape();
      Tensor x = Tensors.uniform(new Random(4), 0, 1, DType.FLOAT32, Shape.rows(5, shape).extents());
      double[][] theirs = OnnxRuntime.outputs(written, x);
      Tensor ours = Network.of(OnnxReader.read(written, name).graph(), new JvmBackend(), Domain.unit(shape)).logits(x);
      double[] row = new double[10];
      for (int i = 0; i < 5; i++) {
        ours.read(i, row);
        OnnxRuntime.rowsAgree(row, theirs[i], name);
      }
    }
  }

  /** Logits, losses and input gradients as PyTorch computed them: max |ours − theirs| ≤ 1e-5 max |theirs| per array. */
  @Test
  void lossesAndGradientsAgreeWithTheReference() throws Exception {
    Path folder = Shared.folder();
    Map<String, double[]> vectors = npz(folder.resolve("models/reference/mnist-small-standard.vectors.npz"));
    Dataset data = Targets.data("mnist:" + folder.resolve("data/mnist"));
    int[] labels = Arrays.stream(vectors.get("labels64")).mapToInt(v -> (int) v).toArray();
    int[] targets = Arrays.stream(vectors.get("target16")).mapToInt(v -> (int) v).toArray();
    Labels y = Labels.of(Arrays.copyOf(labels, 16));
    for (GraphBackend backend : OnnxRuntime.backends()) {
      try (Network f = Targets.open(folder.resolve("models/reference/mnist-small-standard.onnx").toString(), "unit", data).on(backend, data)) {
        System.out.println("backend " + backend.name());
        agree(f.logits(data.first(64).x()).toDoubles(), vectors.get("logits64"), "logits64");
        try (Linearized l = f.linearize(data.first(16).x())) {
          loss(new CrossEntropy(), l, y, vectors, "ce16", 1);
          loss(new DifferenceOfLogitsRatio(), l, y, vectors, "dlr16", 1);
          loss(new DifferenceOfLogitsRatio(), l, new Labels.Targeted(y.classes(), targets), vectors, "dlr_targeted16", 1);
          double sign = Math.signum(new Margin().values(l.logits(), y)[0] * vectors.get("margin16")[0]);
          loss(new Margin(), l, y, vectors, "margin16", sign);
        }
      }
    }
  }

  private static void loss(Loss loss, Linearized l, Labels y, Map<String, double[]> vectors, String name, double sign) {
    agree(Arrays.stream(loss.values(l.logits(), y)).map(v -> sign * v).toArray(), vectors.get(name), name);
    agree(l.pullback(loss.gradient(l.logits(), y).scale(sign)).toDoubles(), vectors.get("grad_" + name), "grad_" + name);
  }

  private static void agree(double[] ours, double[] theirs, String what) {
    double error = 0;
    double scale = 0;
    for (int i = 0; i < theirs.length; i++) {
      error = Math.max(error, Math.abs(ours[i] - theirs[i]));
      scale = Math.max(scale, Math.abs(theirs[i]));
    }
    System.out.printf(java.util.Locale.ROOT, "%s: max |ours - reference| = %.1e of max |reference|%n", what, error / scale);
    assertThat(error).as("%s, scale %s", what, scale).isLessThanOrEqualTo(1e-5 * scale);
  }

  private static Map<String, double[]> npz(Path file) throws Exception {
    Map<String, double[]> arrays = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        ByteBuffer b = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int header = b.getShort(8) & 0xFFFF;
        boolean real = new String(b.array(), 10, header, StandardCharsets.US_ASCII).contains("<f4");
        b.position(10 + header);
        double[] v = new double[b.remaining() / 4];
        for (int i = 0; i < v.length; i++) {
          v[i] = real ? b.getFloat() : b.getInt();
        }
        arrays.put(e.getName().replace(".npy", ""), v);
      }
    }
    return arrays;
  }
}
