package dev.danskin.attacks;

import dev.danskin.api.Labels;
import dev.danskin.api.Norm;
import dev.danskin.api.Surroundings;
import dev.danskin.api.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The decision boundary that looks nearest in the linearised model: of f_s = z_s − z_y and w_s = ∂f_s/∂δ the ones with least |f_s|/‖w_s‖_*, ‖·‖_*
 * the dual norm.
 *
 * @param w w_s of each row, [m, …]
 * @param f f_s of each row, [m]
 */
record NearestBoundary(Tensor w, double[] f) {
  private static final double GUARD = 1e-12;

  /** The classes whose boundaries are compared: the target where there is one, otherwise the wrong classes of largest logit. */
  static int[][] candidates(Tensor logits, Labels y, int most) {
    int[] truth = y.classes();
    double[] row = new double[logits.rowSize()];
    int[][] candidates = new int[truth.length][];
    for (int j = 0; j < truth.length; j++) {
      int own = truth[j];
      logits.read(j, row);
      candidates[j] = y instanceof Labels.Targeted t ? new int[] {t.targets()[j]}
          : IntStream.range(0, row.length).filter(k -> k != own).boxed().sorted(Comparator.comparingDouble(k -> -row[k])).limit(most)
              .mapToInt(k -> k).toArray();
    }
    return candidates;
  }

  /**
   * One pullback for each candidate.
   *
   * @param wanted the rows that are asked for
   * @param candidates equally many for each row
   */
  static NearestBoundary of(Surroundings.Look look, int[] truth, int[][] candidates, boolean[] wanted, Norm norm) {
    Tensor logits = look.logits();
    int m = truth.length;
    double[] f = new double[m];
    double[] ratio = new double[m];
    Tensor w = null;
    double[] row = new double[logits.rowSize()];
    for (int k = 0; m > 0 && k < candidates[0].length; k++) {
      Tensor g = look.pullback(differences(logits, truth, candidates, k), wanted);
      double[] size = dual(norm).of(g);
      w = k == 0 ? g : w;
      for (int j = 0; j < m; j++) {
        logits.read(j, row);
        double value = row[candidates[j][k]] - row[truth[j]];
        double distance = Math.abs(value) / (size[j] + GUARD);
        if (k == 0 || distance < ratio[j]) {
          ratio[j] = distance;
          f[j] = value;
          w.put(j, g, j);
        }
      }
    }
    return new NearestBoundary(w, f);
  }

  private static Tensor differences(Tensor logits, int[] truth, int[][] candidates, int k) {
    Tensor cotangent = logits.like().fill(0);
    double[] row = new double[logits.rowSize()];
    for (int j = 0; j < truth.length; j++) {
      row[candidates[j][k]] = 1;
      row[truth[j]] = -1;
      cotangent.write(j, row);
      row[candidates[j][k]] = 0;
      row[truth[j]] = 0;
    }
    return cotangent;
  }

  /** The dual norm; for L0 that of L1. */
  static Norm dual(Norm norm) {
    return switch (norm) {
      case LINF -> Norm.L1;
      case L1, L0 -> Norm.LINF;
      case L2 -> Norm.L2;
    };
  }
}
