package dev.danskin.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.bench.attacks.Attacks;
import dev.danskin.bench.kernels.OneThread;
import dev.danskin.bench.kernels.RunsOn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The attacks of {@link Attacks} by libtorch, with as many of its own threads as the other side has workers, in batches of the same
 * size. Survivors are selected after each step by the logits of its gradient, as there.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@RunsOn("libtorch")
@OneThread
public class LibtorchAttacks {
  @Param({"pgd-40 equal", "pgd-40 survivors", "fgsm equal"})
  public String shape;

  @Param({"nchw", "channels_last"})
  public String layout;

  @Param({"1", "2"})
  public int workers;

  private LibtorchGraph graph;
  private final List<NDArray> xs = new ArrayList<>();
  private final List<NDArray> ys = new ArrayList<>();

  @Setup
  public void setUp() {
    graph = new LibtorchGraph(Networks.of("madry"), layout, workers);
    Images images = Images.of(Attacks.EXAMPLES, Networks.input("madry"));
    for (int from = 0; from < Attacks.EXAMPLES; from += Attacks.PIECE) {
      NDArray x = graph.array(images.x().rows(IntStream.range(from, Math.min(Attacks.EXAMPLES, from + Attacks.PIECE)).toArray()));
      xs.add(x);
      ys.add(graph.logits(x).argMax(1));
    }
  }

  /** The number of examples fooled. */
  @Benchmark
  public long attack() {
    long fooled = 0;
    for (int i = 0; i < xs.size(); i++) {
      fooled += piece(xs.get(i), ys.get(i));
    }
    return fooled;
  }

  private long piece(NDArray x, NDArray y) {
    boolean survivors = shape.endsWith("survivors");
    int steps = shape.startsWith("fgsm") ? 1 : 40;
    float rate = (float) (steps == 1 ? Attacks.EPS : Attacks.EPS / 10);
    try (NDManager piece = graph.manager().newSubManager()) {
      NDArray at = x.duplicate();
      at.attach(piece);
      NDArray label = y;
      NDArray delta = at.zerosLike();
      for (int t = 0; t < steps && at.getShape().get(0) > 0; t++) {
        try (NDManager step = graph.manager().newSubManager()) {
          NDArray in = at.add(delta);
          in.attach(step);
          in.setRequiresGradient(true);
          NDArray logits = graph.backward(in, label);
          NDArray next = moved(in.getGradient(), at, delta, rate);
          if (survivors) {
            NDArray open = logits.argMax(1).eq(label).nonzero().reshape(-1);
            at = at.get(open);
            label = label.get(open);
            next = next.get(open);
            at.attach(piece);
            label.attach(piece);
          }
          next.attach(piece);
          delta = next;
        }
      }
      long left = at.getShape().get(0);
      return x.getShape().get(0) - (left == 0 ? 0 : right(at.add(delta), label));
    }
  }

  /** clamp(x + clamp(δ + a·sign g, ±ε), 0, 1) − x. */
  private static NDArray moved(NDArray g, NDArray x, NDArray delta, float rate) {
    float eps = (float) Attacks.EPS;
    return g.sign().muli(rate).addi(delta).clip(-eps, eps).addi(x).clip(0, 1).subi(x);
  }

  private long right(NDArray x, NDArray y) {
    return graph.logits(x).argMax(1).eq(y).countNonzero().getLong();
  }

  @TearDown
  public void tearDown() {
    graph.close();
  }
}
