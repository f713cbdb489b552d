package dev.danskin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.api.Attack;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Defense;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Instances;
import dev.danskin.api.Model;
import dev.danskin.api.Outcome;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.set.Box;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.attacks.LInf;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Architectures;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.EvaluationResult;
import dev.danskin.solvers.ProjectedGradient;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The programs do what they are for, on a JVM without flags. */
class ProgramsTest {
  /** The networks that come with the command line, as files. */
  static final Path NETWORKS = Path.of("../cli/src/main/resources/dev/danskin/cli");

  private static Network network(String name, Dataset data) throws IOException {
    return OnnxNetwork.load(NETWORKS.resolve(name)).on(new JvmBackend(), data.domain());
  }

  @Test
  void thisJvmHasNoFlagsThatAddModules() {
    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .noneMatch(a -> a.contains("--add-modules") || a.contains("incubator"));
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isEmpty();
  }

  @Test
  void minMaxMakesTheWorstCaseBetter() throws IOException {
    Dataset data = DataSources.open("strokes-train");
    RunContext run = RunContext.of(1);
    try (Network model = Network.of(Architectures.of("mlp", data.inputShape(), 10, run.draws()), new JvmBackend(), data.domain())) {
      Model hardened = MinMax.hardened(model, data, 12, run);
      assertThat(loss(hardened)).isLessThan(loss(model));
    }
  }

  /** The mean loss under attack on some examples. */
  private static double loss(Model model) {
    var batch = DataSources.open("strokes").first(60);
    var attack = Attack.of(new LInf(8 / 255.), new CrossEntropy(), new ProjectedGradient(2 / 255., 10));
    double[] losses = new CrossEntropy().values(model.logits(attack.run(model, batch, RunContext.of(2)).adversarial()), batch.y());
    return Arrays.stream(losses).average().orElseThrow();
  }

  @Test
  void anOnnxFileIsEvaluatedInAFewLines(@TempDir Path folder) throws IOException {
    OnnxEvaluation.evaluate(NETWORKS.resolve("strokes-standard.onnx"), folder.resolve("job"));
    JsonNode results = Trees.parse(Files.readString(folder.resolve("job/results.json")), "results.json");
    assertThat(results.path("clean").path("accuracy").asDouble()).isGreaterThan(0.95);
    assertThat(results.path("worstCase").path(0).path("accuracy").asDouble()).isBetween(0.1, 0.7);
    assertThat(results.path("model").path("source").asString()).endsWith("strokes-standard.onnx");
  }

  @Test
  void theGateLetsTheHardenedNetworkPassOnly() throws IOException {
    ReleaseGate gate = ReleaseGate.start(Path.of("components.yaml"), Clock.systemUTC());
    Dataset data = DataSources.open("strokes");
    try (Network hardened = network("strokes-hardened.onnx", data); Network standard = network("strokes-standard.onnx", data)) {
      assertThat(gate.passes(hardened, data, 0.9)).isTrue();
      assertThat(gate.passes(standard, data, 0.9)).isFalse();
    }
  }

  @Test
  void configurationsBuildTheComponentsOfThirdParties() {
    Danskin danskin = Danskin.standard();
    assertThat(danskin.build(Solver.class, "{rprop: {steps: 30}}")).isEqualTo(new Rprop(0.1, 30));
    assertThat(danskin.build(Decides.class, "examples:scorecard")).isEqualTo(new Scorecard(5));
    assertThat(danskin.build(Attack.class, "{max: {threat: {linf: {eps: 8/255}}, solver: rprop}}")).isInstanceOf(Attack.class);
    String pairing = "{logit-pairing: {outer: {adam: {rate: 1e-3, steps: 5}}, inner: {corner-search: {threat: {l2: {eps: 1}}}}}}";
    assertThat(danskin.build(Defense.class, pairing)).isInstanceOf(LogitPairing.class);
  }

  @Test
  void theAttackIsShort() throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/danskin/examples/Corners.java"));
    String shown = source.substring(source.indexOf("// begin attack\n"), source.indexOf("// end attack"));
    assertThat(shown.lines().skip(1).filter(l -> !l.isBlank()).count()).isLessThan(40);
  }

  @Test
  void theAttackWorksByItsPreset() throws IOException {
    Dataset data = DataSources.open("strokes");
    try (Network model = network("strokes-standard.onnx", data)) {
      EvaluationResult found = Danskin.standard().evaluate(model).on(data).against("linf", 0.1).with("noise", "corners").examples(40).run();
      assertThat(found.under("corners").hits()).isLessThan(found.under("noise").hits());
    }
  }

  private static Dataset customers(Scorecard card) {
    Random random = new Random(3);
    float[][] x = new float[80][3];
    int[] y = new int[80];
    for (int i = 0; i < x.length; i++) {
      x[i] = new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
      y[i] = card.decide(Tensor.of(x[i], 1, 3))[0];
    }
    return BlackBox.customers(x, y);
  }

  @Test
  void aBlackBoxIsAttackedWithoutGradientsAndRefusesThoseThatNeedThem() {
    Scorecard card = new Scorecard(5);
    Danskin danskin = Danskin.standard();
    Dataset customers = customers(card);
    EvaluationResult found = BlackBox.evaluated(danskin, card, customers);
    assertThat(found.clean().hits()).isEqualTo(80);
    assertThat(found.worstCase().hits()).isBetween(20, 79);
    assertThat(found.request().model()).isEqualTo("{\"scorecard\":{\"threshold\":5.0}}");
    assertThatThrownBy(() -> danskin.evaluate(card).on(customers).against("linf", 0.1).with("corners").run())
        .hasMessageContaining("needs gradients").hasMessageContaining("these need no more: ");
  }

  /** The classes that the examples use beside those of Danskin: none of ND4J, and none of the Vector API. */
  @Test
  void theExamplesNeedNothingNative() {
    String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assertThat(List.of(path.split(File.pathSeparator)).stream().filter(p -> p.contains("nd4j") || p.contains("javacpp"))
        .toList()).isEmpty();
  }

  private static Tensor row(double... x) {
    return Tensor.of(x, 1, x.length);
  }

  @Test
  void functionsOfPlainArraysAreMinimised() {
    Solution best = Minimise.smooth(x -> (x[0] - 3) * (x[0] - 3) + x[1] * x[1], x -> new double[] {2 * (x[0] - 3), 2 * x[1]}, row(-1, -1), row(2, 2), row(0, 1));
    assertThat(best.point().toDoubles()).containsExactly(2, 0);
    assertThat(best.outcomes()[0]).isInstanceOf(Outcome.Finished.class);
  }

  @Test
  void pointsAreAskedForAndToldByHand() {
    double[] least = {Double.POSITIVE_INFINITY};
    Instances instances = new Instances() {
      @Override
      public long[] ids() {
        return new long[] {0};
      }

      @Override
      public Tensor start() {
        return row(1, 1);
      }

      @Override
      public FeasibleSet feasible() {
        return new Box(row(-2, -2), row(2, 2));
      }
    };
    Minimise.asked(instances, p -> {
      double[] values = p.z().rowNorm2();
      for (double v : values) {
        least[0] = Math.min(least[0], v);
      }
      return values;
    });
    assertThat(least[0]).isLessThan(1e-6);
  }
}
