package dev.danskin.attacks.diagnostics;

import dev.danskin.api.Batch;
import dev.danskin.api.Decides;
import dev.danskin.api.Default;
import dev.danskin.api.Diagnostic;
import dev.danskin.api.Model;
import dev.danskin.api.Philox;
import dev.danskin.api.Randomised;
import dev.danskin.api.Scores;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a model is of the kind that attacks by gradients can judge: the warnings of AutoAttack (Croce, Hein 2020), on what the model
 * answers to clean inputs. Randomised: z/‖z‖₂ of one input differs by more than the tolerance, or its class, between passes.
 * Answers that depend on the inputs beside or before it: normalisation by the batch, adaptation or optimisation at inference. Probabilities
 * for logits: z ∈ [0, 1], Σ z = 1. Losses that are not defined: fewer classes than DLR needs, z₍₁₎ = z₍₃₎. A {@link Randomised} model says
 * itself what it is and is judged by votes: of it only the scores are looked at, in one draw.
 *
 * @param passes how often each input is asked for, ≥ 2
 * @param tolerance of ‖z/‖z‖ − z′/‖z′‖‖₂
 */
public record Soundness(@Default("5") int passes, @Default("1e-4") double tolerance) implements Diagnostic {
  private static final double SUM = 1e-5;

  public Soundness {
    if (passes < 2 || !(tolerance >= 0)) {
      throw new IllegalArgumentException("expected at least 2 passes and a tolerance ≥ 0, found " + passes + " and " + tolerance);
    }
  }

  /** Five passes and 10⁻⁴. */
  public Soundness() {
    this(5, 1e-4);
  }

  @Override
  public List<Finding> of(Decides target, Batch batch) {
    List<Finding> findings = new ArrayList<>();
    if (target instanceof Randomised r) {
      scores(r, answers(r.drawn(Philox.of(0, "soundness"), batch.ids(), 0), batch.x()), findings);
      return findings;
    }
    int before = parameters(target);
    double[][] first = answers(target, batch.x());
    int changed = repeated(target, batch, first);
    add(findings, "randomised", changed, "The same input got different answers: success by one lucky draw is no success; average the gradients "
        + "(autoattack-rand) and judge by the majority of several answers.");
    if (changed == 0) {
      add(findings, "depends-on-batch", neighbours(target, batch, first), "An answer depends on the inputs beside or before it (normalisation by "
          + "the batch, or adaptation at inference): attack the model as it is served, one input at a time, with its state fixed.");
    }
    if (before != parameters(target)) {
      add(findings, "optimises-at-inference", batch.size(), "The parameters changed while the model only answered: it adapts or optimises at "
          + "inference, and gradients through one pass do not see that; use a black-box attack, or attack the adapted model.");
    }
    if (target instanceof Scores scores) {
      scores(scores, first, findings);
    }
    return findings;
  }

  private static void add(List<Finding> findings, String id, int examples, String advice) {
    if (examples > 0) {
      findings.add(new Finding(id, examples, advice));
    }
  }

  private static int parameters(Decides target) {
    return target instanceof Model m ? Arrays.hashCode(m.parameters().theta().toDoubles()) : 0;
  }

  /** The logits of each input, divided by their norm only where they are compared; the class alone where there is no more. */
  private static double[][] answers(Decides target, Tensor x) {
    if (!(target instanceof Scores scores)) {
      return IntStream.of(target.decide(x)).mapToObj(c -> new double[] {c}).toArray(double[][]::new);
    }
    Tensor logits = scores.logits(x);
    double[][] rows = new double[logits.rows()][logits.rowSize()];
    for (int i = 0; i < rows.length; i++) {
      logits.read(i, rows[i]);
    }
    return rows;
  }

  private int repeated(Decides target, Batch batch, double[][] first) {
    boolean[] changed = new boolean[first.length];
    for (int pass = 1; pass < passes; pass++) {
      double[][] again = answers(target, batch.x());
      for (int i = 0; i < changed.length; i++) {
        changed[i] |= differ(first[i], again[i]);
      }
    }
    return count(changed);
  }

  /** The same inputs from last to first, and the first one alone. */
  private int neighbours(Decides target, Batch batch, double[][] first) {
    int n = first.length;
    boolean[] changed = new boolean[n];
    double[][] back = answers(target, batch.x().rows(IntStream.range(0, n).map(i -> n - 1 - i).toArray()));
    for (int i = 0; i < n; i++) {
      changed[i] = differ(first[i], back[n - 1 - i]);
    }
    changed[0] |= differ(first[0], answers(target, batch.x().rows(new int[] {0}))[0]);
    return count(changed);
  }

  private static int count(boolean[] flags) {
    return (int) IntStream.range(0, flags.length).filter(i -> flags[i]).count();
  }

  private boolean differ(double[] a, double[] b) {
    if (a.length == 1) {
      return a[0] != b[0];
    }
    double sum = 0;
    double na = norm(a);
    double nb = norm(b);
    for (int k = 0; k < a.length; k++) {
      double d = a[k] / na - b[k] / nb;
      sum += d * d;
    }
    return !Arrays.equals(a, b) && (largest(a) != largest(b) || Math.sqrt(sum) > tolerance);
  }

  private static double norm(double[] a) {
    double square = Arrays.stream(a).map(v -> v * v).sum();
    return square == 0 ? 1 : Math.sqrt(square);
  }

  private static int largest(double[] a) {
    return IntStream.range(0, a.length).reduce((p, q) -> a[q] > a[p] ? q : p).orElse(-1);
  }

  private static void scores(Scores target, double[][] logits, List<Finding> findings) {
    int n = logits.length;
    boolean probabilities = n > 0 && Arrays.stream(logits).allMatch(Soundness::probabilities);
    add(findings, "probabilities", probabilities ? n : 0, "The outputs look like probabilities: the gradient of a softmax vanishes where the "
        + "model is sure, which passes for robustness; give the network without its last softmax or sigmoid.");
    int k = target.classes();
    add(findings, "few-classes", k < 4 ? n : 0, "With " + k + " classes DLR, which needs 3, and its targeted form, which needs 4, are replaced as "
        + "their documentation says, and there are only " + (k - 1) + " targets: rely on cross-entropy and margin as well.");
    int ties = k < 3 ? 0 : (int) Arrays.stream(logits).filter(Soundness::tied).count();
    add(findings, "dlr-undefined", ties, "The three largest outputs are equal, where DLR divides by zero: the outputs are rounded or saturated; "
        + "use cross-entropy or margin, and a black-box attack.");
  }

  private static boolean probabilities(double[] z) {
    return z.length > 1 && Arrays.stream(z).allMatch(v -> v >= 0 && v <= 1) && Math.abs(Arrays.stream(z).sum() - 1) <= SUM;
  }

  private static boolean tied(double[] z) {
    double[] sorted = Arrays.stream(z).sorted().toArray();
    return sorted[sorted.length - 1] == sorted[sorted.length - 3];
  }
}
