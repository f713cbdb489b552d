package dev.danskin.bench.attacks;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Goal;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.attacks.LInf;
import dev.danskin.bench.Images;
import dev.danskin.bench.Networks;
import dev.danskin.bench.kernels.OneThread;
import dev.danskin.models.Network;
import dev.danskin.solvers.ProjectedGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * An attack on 1000 inputs of the Madry MNIST network with random weights, ε = 0.1, in pieces of {@value #PIECE} examples; the labels
 * are what the network says of the clean inputs. {@code survivors} leaves an example alone once it is fooled, {@code equal} takes
 * every step with every example.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dorg.bytedeco.javacpp.nopointergc=true"})
@OneThread
public class Attacks {
  /** Examples of a piece. */
  public static final int PIECE = 256;
  /** ε. */
  public static final double EPS = 0.1;
  /** Inputs. */
  public static final int EXAMPLES = 1000;

  @Param({"pgd-40 equal", "pgd-40 survivors", "fgsm equal"})
  public String shape;

  @Param("nd4j")
  public String backend;

  @Param({"1", "2"})
  public int workers;

  private Network network;
  private final List<Batch> pieces = new ArrayList<>();
  private Attack attack;
  private ExecutorService pool;

  @Setup
  public void setUp() {
    network = Network.of(Networks.of("madry"), Networks.backend(backend), Domain.unit(Networks.input("madry")));
    Images images = Images.of(EXAMPLES, Networks.input("madry"));
    int[] y = network.decide(images.x());
    for (int from = 0; from < EXAMPLES; from += PIECE) {
      int[] rows = IntStream.range(from, Math.min(EXAMPLES, from + PIECE)).toArray();
      Labels labels = Labels.of(IntStream.of(rows).map(i -> y[i]).toArray());
      pieces.add(new Batch(images.x().rows(rows), labels, IntStream.of(rows).asLongStream().toArray()));
    }
    int steps = shape.startsWith("fgsm") ? 1 : 40;
    ProjectedGradient solver = new ProjectedGradient(steps == 1 ? EPS : EPS / 10, steps);
    attack = new MaximumLoss(new LInf(EPS), new CrossEntropy(), solver, MaximumLoss.Start.ZERO, Goal.UNTARGETED,
        shape.endsWith("equal") ? Problem.Answer.LAST : Problem.Answer.BEST);
    pool = Executors.newFixedThreadPool(workers);
  }

  /** The number of examples fooled. */
  @Benchmark
  public int attack() throws Exception {
    List<Callable<Integer>> tasks = pieces.stream().map(b -> (Callable<Integer>) () -> fooled(b)).toList();
    int fooled = 0;
    for (Future<Integer> f : pool.invokeAll(tasks)) {
      fooled += f.get();
    }
    return fooled;
  }

  private int fooled(Batch piece) {
    int fooled = 0;
    for (boolean s : attack.run(network, piece, RunContext.of(0)).success()) {
      fooled += s ? 1 : 0;
    }
    return fooled;
  }

  @TearDown
  public void tearDown() {
    pool.shutdown();
    network.close();
  }
}
