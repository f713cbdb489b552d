package dev.danskin.cli;

import static dev.danskin.cli.OnnxFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Batch;
import dev.danskin.api.Domain;
import dev.danskin.api.Labels;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Outcome;
import dev.danskin.api.RunContext;
import dev.danskin.api.loss.Margin;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.attacks.EachTarget;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Architectures;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.testkit.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two and three classes: every named attack runs on them, and a network of one score is one of two classes. */
class FewClassesTest {
  private static final int N = 12;
  private static final int[] IMAGE = {1, 6, 6};
  private static final Registry REGISTRY = Registry.ofClassPath();
  private static final Composer COMPOSER = new Composer(REGISTRY);
  /** Sizes at which some examples of the linear models are fooled, not all. */
  private static final Map<String, Double> SIZES = Map.of("linf", 0.1, "l2", 0.4, "l1", 1.0, "l0", 2.0);
  /** Norms that attacks refuse. */
  private static final Set<String> REFUSED = Set.of("square l1", "square l0", "autoattack l0", "autoattack-plus l0", "fab l0", "fab-t l0", "deepfool l1",
      "deepfool l0", "ddn linf", "ddn l1", "ddn l0", "cw linf", "cw l1", "cw l0", "ead linf", "ead l2", "ead l0", "frank-wolfe l0");
  private static final int D = 36;

  private static Network linear(int classes) {
    return Network.of(Architectures.of("linear", IMAGE, classes, dev.danskin.api.Philox.of(3, "test")), new JvmBackend(), Domain.unit(IMAGE));
  }

  private static Batch batch(Network f) {
    Tensor x = Tensors.uniform(new Random(2), 0, 1, DType.FLOAT32, N, 1, 6, 6);
    return new Batch(x, Labels.of(f.decide(x)), IntStream.range(0, N).asLongStream().toArray());
  }

  private static Attack attack(String name, String threat, double eps) {
    return COMPOSER.build(Attack.class, COMPOSER.preset(Attack.class, name, Map.of("threat", threat, "eps", Double.toString(eps)), "attack").tree(), "attack");
  }

  static Stream<String> names() {
    return REGISTRY.presets(Attack.class).keySet().stream().filter(n -> !n.contains("@"));
  }

  private static Attack supported(String name, String threat, double eps) {
    try {
      Attack attack = attack(name, threat, eps);
      attack.accept(Domain.unit(IMAGE));
      return attack;
    } catch (RequestException | IllegalArgumentException e) {
      return null;
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNamedAttackRunsOnTwoAndThreeClasses(String name) {
    for (int classes : new int[] {2, 3}) {
      Network f = linear(classes);
      Batch b = batch(f);
      for (String threat : SIZES.keySet()) {
        String what = name + " " + threat;
        Attack attack = supported(name, threat, SIZES.get(threat));
        assertThat(attack == null).as(what).isEqualTo(REFUSED.contains(what));
        if (attack != null) {
          Attacked a = attack.run(f, b, RunContext.of(1));
          f.domain().check(a.adversarial(), b.ids());
          assertThat(attack.threat().around(b.x(), f.domain()).contains(a.adversarial().minus(b.x()), 1e-5)).as(what).containsOnly(true);
          assertThat(a.outcomes()).as(what).noneMatch(o -> o instanceof Outcome.Unstable);
          assertThat(a.decisions()).isEqualTo(f.decide(a.adversarial()));
          for (int i = 0; i < N; i++) {
            assertThat(a.success()[i]).as(what).isEqualTo(a.decisions()[i] != b.y().classes()[i]);
          }
        }
      }
    }
  }

  /** Where all attacks are exact, they fool the same examples: those that the closed form says. */
  @Test
  void onTwoClassesStrongAttacksFoolWhatCanBeFooled() {
    Network f = linear(2);
    Batch b = batch(f);
    double[] theta = f.parameters().theta().toDoubles();
    boolean[] possible = new boolean[N];
    double[] clean = new Margin().values(f.logits(b.x()), b.y());
    for (int i = 0; i < N; i++) {
      int y = b.y().classes()[i];
      double gain = 0;
      for (int j = 0; j < D; j++) {
        double slope = theta[2 * j + 1 - y] - theta[2 * j + y];
        double x = b.x().get(i * D + j);
        gain += slope > 0 ? slope * Math.min(0.1, 1 - x) : slope * Math.max(-0.1, -x);
      }
      possible[i] = clean[i] + gain > 0;
    }
    assertThat(IntStream.range(0, N).filter(i -> possible[i]).count()).isBetween(2L, N - 2L);
    for (String name : List.of("bim", "apgd-ce", "apgd-dlr", "apgd-t", "autoattack", "autoattack-plus", "fab", "frank-wolfe", "tabular")) {
      assertThat(attack(name, "linf", 0.1).run(f, b, RunContext.of(1)).success()).as(name).isEqualTo(possible);
    }
  }

  /** With two classes there is one wrong one: each-target attacks once, whatever it may. */
  @Test
  void twoClassesHaveOneTarget() {
    Network f = linear(2);
    Batch b = batch(f);
    MaximumLoss once = (MaximumLoss) ((EachTarget) attack("apgd-t", "linf", 1e-4)).attack();
    Attacked a = attack("apgd-t", "linf", 1e-4).run(f, b, RunContext.of(1));
    for (int i = 0; i < N; i++) {
      assertThat(a.spent()[i].backward()).isEqualTo(once.cost().backward());
    }
  }

  /** On linear models the loss that an attack finds never falls as ε grows, where the search is exact. */
  @Test
  void theLossFoundIsMonotoneInTheSize() {
    for (String threat : SIZES.keySet()) {
      for (String name : List.of("fgsm", "bim", "pgd", "apgd-ce", "apgd-dlr", "frank-wolfe", "mim", "tabular")) {
        boolean exact = threat.equals("linf") || name.equals("tabular") || name.equals("frank-wolfe") && !threat.equals("l0");
        if (exact) {
          monotone(threat, name);
        }
      }
    }
  }

  private static void monotone(String threat, String name) {
    Network f = Network.of(Architectures.of("linear", IMAGE, 2, dev.danskin.api.Philox.of(3, "test")), new JvmBackend(DType.FLOAT64), Domain.unit(IMAGE));
    Batch small = batch(linear(2));
    Batch b = new Batch(small.x().cast(DType.FLOAT64), small.y(), small.ids());
    double[] before = new dev.danskin.api.loss.CrossEntropy().values(f.logits(b.x()), b.y());
    for (int k = 0; k < 12; k++) {
      double eps = SIZES.get(threat) * 4 * k / 11;
      Attack named = attack(name, threat, eps);
      MaximumLoss attack = (MaximumLoss) (named instanceof EachTarget each ? each.attack() : named);
      MaximumLoss measured = new MaximumLoss(attack.threat(), new dev.danskin.api.loss.CrossEntropy(), attack.solver(), attack.start(),
          dev.danskin.api.Goal.UNTARGETED, attack.answer());
      double[] now = measured.explore(f, b, null, RunContext.of(1)).values();
      for (int i = 0; i < N; i++) {
        assertThat(now[i]).as("%s %s %s, row %d", name, threat, eps, i).isGreaterThanOrEqualTo(before[i] * (1 - 1e-12));
      }
      before = now;
    }
  }

  // ---- one score ----

  private static final float[] WEIGHTS = {0.5f, -1, 2};

  private static OnnxFile score() {
    return new OnnxFile(13).input("x", -1, 3).output("y").constant(tensor("w", new int[] {3, 1}, WEIGHTS)).constant(tensor("b", new int[] {1}, 0.25f));
  }

  static Stream<OnnxFile> heads() {
    return Stream.of(score().node("Gemm", "x,w,b", "z").node("Sigmoid", "z", "y"),
        score().node("Gemm", "x,w,b", "z").node("Sigmoid", "z", "p").node("Flatten", "p", "y"),
        score().longs("axis", 1).node("Gemm", "x,w,b", "z").node("Sigmoid", "z", "p").node("Squeeze", "p,axis", "y"),
        score().longs("axis", 1).node("Gemm", "x,w,b", "z").node("Squeeze", "z,axis", "s").node("Sigmoid", "s", "y"));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void aSigmoidOfOneScoreIsASoftmaxOfTwo(OnnxFile file) {
    OnnxNetwork read = OnnxReader.read(file.bytes(), "head");
    assertThat(read.describe()).contains("one output: read as two classes with the logits (0, z), z before the final Sigmoid, which is taken off");
    Tensor x = Tensors.uniform(new Random(5), -3, 3, DType.FLOAT32, 40, 3);
    for (GraphBackend backend : List.of(new JvmBackend(), Backends.open("nd4j"))) {
      try (Network p = Network.of(read.graph(), backend, Domain.interval(-3, 3, 3)); Network f = Network.of(read.classifier(), backend, p.domain())) {
        assertThat(f.classes()).isEqualTo(2);
        double[] logits = f.logits(x).toDoubles();
        double[] probabilities = p.logits(x).toDoubles();
        int[] decisions = f.decide(x);
        for (int i = 0; i < 40; i++) {
          assertThat(logits[2 * i]).isZero();
          assertThat(1 / (1 + Math.exp(-logits[2 * i + 1]))).isCloseTo(probabilities[i], org.assertj.core.data.Offset.offset(1e-6));
          assertThat(decisions[i]).isEqualTo(probabilities[i] > 0.5 ? 1 : 0);
        }
      }
    }
    assertThat(read.classifier().parameters().size()).isEqualTo(4);
  }

  @Test
  void aScoreWithoutSigmoidIsTheLogitAndOthersAreLeftAlone() {
    OnnxNetwork plain = OnnxReader.read(score().node("Gemm", "x,w,b", "y").bytes(), "plain");
    assertThat(plain.describe()).contains("logits (0, z)\n").doesNotContain("taken off");
    assertThat(plain.classifier().size(plain.classifier().output())).isEqualTo(2);
    OnnxNetwork two = OnnxReader.read(new OnnxFile(13).input("x", -1, 2).output("y").node("Sigmoid", "x", "y").bytes(), "two");
    assertThat(two.classifier()).isSameAs(two.graph());
    assertThat(two.describe()).doesNotContain("one output");
  }

  /** A network of one output is evaluated, attacked, checked, and trained on into one of two. */
  @Test
  void commandsTakeOneScore(@TempDir Path folder) throws IOException {
    Path model = Files.write(folder.resolve("score.onnx"), score().node("Gemm", "x,w,b", "z").node("Sigmoid", "z", "y").bytes());
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      double[] x = random.doubles(3, -1, 1).toArray();
      double z = 0.25 + IntStream.range(0, 3).mapToDouble(j -> WEIGHTS[j] * x[j]).sum();
      rows.append(x[0]).append(',').append(x[1]).append(',').append(x[2]).append(',').append(z > 0 ? "yes" : "no").append('\n');
    }
    String data = "csv:" + Files.writeString(folder.resolve("rows.csv"), rows);
    assertThat(done("model", "describe", model.toString())).contains("taken off");
    Command predicted = Command.run("model", "predict", model.toString(), "--data", data, "--out", folder.resolve("p").toString());
    assertThat(predicted.out()).contains("60 of 60 right");
    assertThat(predicted.err()).contains("score.onnx: one output: read as two classes");
    assertThat(Files.readAllLines(folder.resolve("p/predictions.csv")).get(0)).isEqualTo("id,label,output_0,output_1");
    Path job = folder.resolve("job");
    assertThat(done("evaluate", "--model", model.toString(), "--data", data, "--backend", "jvm", "--eps", "0.2", "--attack", "pgd,autoattack,deepfool,tabular", "--threat",
        "linf", "--quiet", "--out", job.toString())).contains("autoattack");
    Set<String> robust = new TreeSet<>();
    Files.readAllLines(job.resolve("examples.csv")).stream().filter(l -> l.contains(",not-fooled,")).forEach(l -> robust.add(l.split(",")[3]));
    assertThat(robust).contains("pgd", "tabular");
    assertThat(done("check", job.toString())).startsWith("holds");
    done("train", "--defense", "at", "--architecture", model.toString(), "--data", data, "--eps", "0.1", "--steps", "6", "--batch-size", "20", "--looks", "1",
        "--examples", "60", "--backend", "jvm", "--quiet", "--out", folder.resolve("trained").toString());
    Graph trained = OnnxReader.read(folder.resolve("trained/model.onnx")).graph();
    assertThat(trained.size(trained.output())).isEqualTo(2);
    assertThat(trained.parameters().size()).isEqualTo(4);
    assertThat(Arrays.equals(trained.parameters().theta().toFloats(), OnnxReader.read(model).graph().parameters().theta().toFloats())).isFalse();
  }

  private static String done(String... args) {
    Command c = Command.run(args);
    assertThat(c.status()).as(c.err() + c.out()).isZero();
    return c.out();
  }
}
