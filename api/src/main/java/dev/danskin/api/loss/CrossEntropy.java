package dev.danskin.api.loss;

import dev.danskin.api.Labels;
import dev.danskin.api.kernel.Elementary;
import dev.danskin.api.kernel.Kernels;
import dev.danskin.api.kernel.Logits;
import dev.danskin.api.tensor.Tensor;

/**
 * log Σ_k e^{z_k} − z_y, for a distribution p log Σ_k e^{z_k} − Σ_k p_k z_k; targeted: z_t − log Σ_k e^{z_k}. Gradient:
 * softmax(z) − p. Stable for all finite logits.
 */
public record CrossEntropy() implements LossOfClasses {
  @Override
  public double[] at(Tensor logits, int[] y, int[] targets, Tensor gradient) {
    return logits.memory().kernels().crossEntropy(logits, targets == null ? y : targets, targets == null ? 1 : -1, gradient);
  }

  @Override
  public double[] at(Tensor logits, Labels.Distributions labels, Tensor gradient) {
    double[] p = new double[logits.rowSize()];
    return Kernels.perRow(logits, gradient, (r, z, g) -> {
      labels.probabilities().read(r, p);
      return Logits.anyNaN(z) ? Logits.broken(g) : mixed(z, p, g);
    });
  }

  private static double mixed(double[] z, double[] p, double[] gradient) {
    double top = z[Logits.argmax(z, -1)];
    double sum = 0;
    for (double v : z) {
      sum += Elementary.exp(v - top);
    }
    double expected = 0;
    for (int k = 0; k < z.length; k++) {
      expected += p[k] == 0 ? 0 : p[k] * (z[k] - top);
      if (gradient != null) {
        gradient[k] = Elementary.exp(z[k] - top) / sum - p[k];
      }
    }
    return Elementary.log(sum) - expected;
  }
}
