package dev.danskin.api;

import dev.danskin.api.tensor.Memory;
import dev.danskin.api.tensor.Shape;
import dev.danskin.api.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * θ ↦ (1/n) Σ_i ℓ_i(θ) over a batch of n examples. The examples are worked on in pieces of fixed size, perhaps at once,
 * and the pieces' sums are added in order: the bits do not depend on the number of threads. Batch normalization takes its
 * statistics over a piece ("ghost batch normalization": Hoffer, Hubara, Soudry 2017). The variable is θ [m, p].
 *
 * @param model f; the risk is evaluated at other parameters of it
 * @param examples Σ_i ℓ_i over some examples
 * @param batches step ↦ batch; a draw selects the step
 * @param run randomness, budget and workers of what is inside ℓ
 */
public record EmpiricalRisk(Model model, Examples examples, LongFunction<Batch> batches, RunContext run) implements Objective {
  /** Examples in a piece: the second largest tile, so that two threads share a batch of 128. */
  private static final int PIECE = 64;

  /** Σ_i ℓ_i and, where it was asked for, its gradient. */
  @FunctionalInterface
  public interface Examples {
    /**
     * Called by several threads at once.
     *
     * @param f the model at the parameters in question
     * @param some the examples to sum over
     * @param run the random streams of this step
     */
    Sum over(Model f, Batch some, Order order, RunContext run);
  }

  /**
   * A sum over examples.
   *
   * @param value Σ_i ℓ_i
   * @param gradient Σ_i ∇ℓ_i, [1, p]; null where only values were asked for
   * @param statistics Σ_i of the statistics of the batch that example i was in, [1, p]; null if the network takes none
   */
  public record Sum(double value, Tensor gradient, Tensor statistics) {
    /** Without statistics. */
    public Sum(double value, Tensor gradient) {
      this(value, gradient, null);
    }

    /** With {@code weight} times the statistics of a forward pass added; its weights sum up to its examples. */
    public Sum with(Linearized pass, double weight) {
      Tensor found = pass.statistics();
      if (found == null) {
        return this;
      }
      return new Sum(value, gradient, statistics == null ? found.scale(weight) : statistics.plus(weight, found));
    }
  }

  @Override
  public boolean deterministic() {
    return false;
  }

  @Override
  public Evaluation at(Points points, Order order, long draw) {
    Batch batch = batches.apply(draw);
    RunContext step = run.at("draw-" + draw);
    double[] values = new double[points.instance().length];
    Tensor gradient = order == Order.GRADIENT ? points.z().like() : null;
    Tensor statistics = null;
    for (int j = 0; j < values.length; j++) {
      Model f = model.at(points.z().rows(new int[] {j}));
      List<Sum> sums = run.workers().all((batch.size() + PIECE - 1) / PIECE, k -> examples.over(f, piece(batch, k), order, step));
      values[j] = sums.stream().mapToDouble(Sum::value).sum() / batch.size();
      if (gradient != null) {
        gradient.put(j, mean(sums, Sum::gradient, batch.size()).cast(gradient.type()), 0);
      }
      if (gradient != null && sums.get(0).statistics() != null) {
        statistics = statistics == null ? gradient.like() : statistics;
        statistics.put(j, mean(sums, Sum::statistics, batch.size()).cast(statistics.type()), 0);
      }
    }
    return new Evaluation(values, gradient, new boolean[values.length], statistics);
  }

  private static Batch piece(Batch batch, int k) {
    return batch.size() <= PIECE ? batch : batch.rows(IntStream.range(k * PIECE, Math.min(batch.size(), (k + 1) * PIECE)).toArray());
  }

  private static Tensor mean(List<Sum> sums, Function<Sum, Tensor> part, int n) {
    Tensor first = part.apply(sums.get(0));
    Tensor total = Memory.heap().zeros(first.type(), Shape.of(1, first.rowSize()));
    for (Sum s : sums) {
      total.plus(part.apply(s), total);
    }
    return total.scale(1.0 / n, total);
  }
}
