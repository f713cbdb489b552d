package dev.danskin.examples;

import dev.danskin.api.Dataset;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Path;

/** The common case: this network on these data against this threat. */
public final class OnnxEvaluation {
  private OnnxEvaluation() {}

  /** Evaluates an ONNX file, says what came out, and leaves a job's folder. */
  public static void evaluate(Path file, Path folder) throws IOException {
    // begin onnx
    Dataset data = DataSources.open("strokes");
    try (Network model = OnnxNetwork.load(file).on(new JvmBackend(), data.domain())) {
      EvaluationResult found = Danskin.standard().evaluate(model).from(file).on(data)
          .against("linf", 0.1).with("fgsm", "pgd").examples(50).seed(0).threads(2).run();
      System.out.println("clean " + found.clean() + ", worst case " + found.worstCase() + ": " + found.verdict());
      found.write(folder);
    }
    // end onnx
  }
}
