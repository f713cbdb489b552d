package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.danskin.api.Domain;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.backends.nd4j.Nd4jBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** ONNX Runtime as an independent evaluation of ONNX files. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  static List<GraphBackend> backends() {
    return List.of(new JvmBackend(), new Nd4jBackend());
  }

  /** The outputs for each row of x, one example at a time, since some files fix the batch at one. */
  static double[][] outputs(byte[] model, Tensor x) throws Exception {
    return run(model, (session, shape) -> {
      double[][] rows = new double[x.rows()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = evaluate(session, x.rows(new int[] {i}), shape);
      }
      return rows;
    });
  }

  /** The outputs for all rows of x at once, one after the other, or null if the file fixes the batch. */
  private static double[] together(byte[] model, Tensor x) throws Exception {
    return run(model, (session, shape) -> {
      boolean free = shape.length > 1 && shape[0] < 1;
      shape[0] = free ? x.rows() : shape[0];
      return free ? evaluate(session, x, shape) : null;
    });
  }

  private interface Evaluation<T> {
    T of(OrtSession session, long[] declaredShape) throws Exception;
  }

  private static <T> T run(byte[] model, Evaluation<T> evaluation) throws Exception {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options)) {
        String input = session.getInputNames().iterator().next();
        return evaluation.of(session, ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape());
      }
    }
  }

  private static double[] evaluate(OrtSession session, Tensor x, long[] declared) throws Exception {
    long[] shape = Arrays.stream(declared).map(e -> e < 1 ? 1 : e).toArray();
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor in = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(x.toFloats()), shape);
        OrtSession.Result result = session.run(Map.of(input, in))) {
      return doubles(((OnnxTensor) result.get(0)).getFloatBuffer());
    }
  }

  private static double[] doubles(FloatBuffer out) {
    double[] row = new double[out.remaining()];
    for (int k = 0; k < row.length; k++) {
      row[k] = out.get(k);
    }
    return row;
  }

  /** |ours − theirs| ≤ 1e-4 max(1, ‖theirs‖∞) elementwise. */
  static void rowsAgree(double[] ours, double[] theirs, String what) {
    double scale = Math.max(1, Arrays.stream(theirs).map(Math::abs).max().orElse(0));
    for (int k = 0; k < theirs.length; k++) {
      assertThat(ours[k]).as(what).isCloseTo(theirs[k], within(1e-4 * scale));
    }
  }

  /** On every backend, the network's outputs for the rows of x are those of ONNX Runtime for the file, alone and together. */
  static void agrees(Graph graph, byte[] file, Tensor x, String what) throws Exception {
    double[][] theirs = outputs(file, x);
    double[] together = together(file, x);
    for (GraphBackend backend : backends()) {
      try (Network f = Network.of(graph, backend, Domain.interval(-1, 1, graph.inputShape()))) {
        Tensor ours = f.logits(x);
        double[] row = new double[f.classes()];
        for (int i = 0; i < theirs.length; i++) {
          ours.read(i, row);
          assertThat(theirs[i]).as(what).hasSize(row.length);
          rowsAgree(row, theirs[i], backend.name() + " " + what);
        }
        if (together != null) {
          assertThat(together).as(what).hasSize(theirs.length * row.length);
          rowsAgree(ours.toDoubles(), together, backend.name() + " " + what + ", together");
        }
      }
    }
  }
}
