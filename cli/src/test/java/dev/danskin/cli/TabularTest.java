package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import dev.danskin.api.Goal;
import dev.danskin.api.MaximumLoss;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.Solver;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.api.tensor.DType;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.attacks.EachTarget;
import dev.danskin.attacks.L1;
import dev.danskin.attacks.LInf;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The configurations of {@code docs/tabular} on three public tables: a logistic model is trained, evaluated and checked, and the worst
 * loss found is compared with the closed form on every row. The loss is log(1 + e^f); max f is a sum over the features for L∞ and a fractional
 * knapsack for L1, beside the best categories, found by trying how many change.
 */
class TabularTest {
  private static final Path CONFIGURATIONS = Path.of("../docs/tabular");
  private static final Composer COMPOSER = new Composer(Registry.ofClassPath());
  private static final double CLOSE = 1e-6;

  @TempDir
  Path folder;

  @Test
  void worstLossesEqualTheClosedFormOnEveryRow() throws IOException {
    Map<String, String> tables = Map.of("german", "german.csv", "breast-cancer", "breast-cancer-wisconsin.data", "ionosphere", "ionosphere.csv");
    List<String> lines = new ArrayList<>(List.of(String.format("%-14s %-5s %5s %6s %12s %12s %12s %10s", "data", "norm", "eps", "rows", "float64",
        "jvm", "nd4j", "violations")));
    for (String table : List.of("breast-cancer", "german", "ionosphere")) {
      table(table, "csv:" + Shared.file("data/tabular/" + tables.get(table)), lines);
    }
    lines.forEach(System.out::println);
  }

  private void table(String name, String data, List<String> lines) throws IOException {
    String described = CONFIGURATIONS.resolve(name + ".yaml").toString();
    Path trained = folder.resolve(name);
    done("train", "--config", CONFIGURATIONS.resolve("train.yaml").toString(), "--data", data, "--domain", described, "--out", trained.toString());
    for (String norm : List.of("linf", "l1")) {
      Path job = folder.resolve(name + "-" + norm);
      Path config = CONFIGURATIONS.resolve(norm + ".yaml");
      done("evaluate", "--config", config.toString(), "--model", trained.resolve("model.onnx").toString(), "--data", data, "--domain", described,
          "--backend", "jvm", "--out", job.toString());
      Dataset all = described(data, described).data();
      assertThat(done("check", job.toString())).startsWith("holds: " + all.size() + " examples");
      int violations = violations(new Folder(job), all);
      for (JsonNode eps : Trees.parse(Files.readString(config), "eps").path("eps")) {
        ThreatModel threat = norm.equals("linf") ? new LInf(eps.asDouble()) : new L1(eps.asDouble());
        double exact = error(trained, all, threat, new JvmBackend(DType.FLOAT64));
        double jvm = error(trained, all, threat, new JvmBackend());
        double nd4j = error(trained, all, threat, Backends.open("nd4j"));
        lines.add(String.format(Locale.ROOT, "%-14s %-5s %5s %6d %12.1e %12.1e %12.1e %10d", name, norm, eps.asString(), all.size(), exact,
            jvm, nd4j, violations));
        assertThat(exact).as("%s %s", name, threat).isLessThan(CLOSE);
        assertThat(Math.max(jvm, nd4j)).as("%s %s in float32", name, threat).isLessThan(10 * CLOSE);
      }
      assertThat(violations).isZero();
    }
  }

  private static String done(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!args[0].equals("check")) {
      all.add("--quiet");
    }
    Command c = Command.run(all.toArray(String[]::new));
    assertThat(c.status()).as(c.err() + c.out()).isZero();
    return c.out();
  }

  private static DataDescription.Described described(String data, String file) throws IOException {
    return COMPOSER.build(DataDescription.class, Trees.parse(Files.readString(Path.of(file)), file), "domain").open(data);
  }

  /** How many of the stored inputs break the domain: out of bounds, changed where they must not, or not one-hot. */
  private static int violations(Folder job, Dataset data) throws IOException {
    int violations = 0;
    List<String> ids = job.adversarialIds();
    List<float[]> inputs = job.adversarial();
    assertThat(inputs).hasSizeGreaterThan(data.size() / 10);
    for (int i = 0; i < inputs.size(); i++) {
      Batch original = data.batch(Long.parseLong(ids.get(i).split(",")[0]));
      Tensor x = Tensor.of(inputs.get(i), original.x().shape().extents());
      try {
        data.domain().check(x, original.ids());
        data.domain().checkKept(original.x(), x, original.ids());
      } catch (IllegalArgumentException e) {
        violations++;
      }
    }
    return violations;
  }

  /** What the attack "tabular" searches with. */
  private static Solver solver() {
    Attack tabular = COMPOSER.build(Attack.class, COMPOSER.preset(Attack.class, "tabular", Map.of("threat", "linf", "eps", "1"), "attack").tree(), "attack");
    return ((MaximumLoss) ((EachTarget) tabular).attack()).solver();
  }

  /** The largest relative error of the worst losses found, over all rows of the table. */
  private static double error(Path trained, Dataset data, ThreatModel threat, GraphBackend backend) throws IOException {
    Graph graph = OnnxReader.read(trained.resolve("model.onnx")).graph();
    Batch rows = data.first(data.size());
    DType type = backend instanceof JvmBackend jvm ? jvm.type() : DType.FLOAT32;
    Batch batch = new Batch(rows.x().cast(type), rows.y(), rows.ids());
    try (Network model = Network.of(graph, backend, data.domain())) {
      Solution found = new MaximumLoss(threat, new CrossEntropy(), solver(), MaximumLoss.Start.ZERO, Goal.UNTARGETED, Problem.Answer.BEST)
          .explore(model, batch, null, RunContext.of(0));
      double largest = 0;
      double[] x = new double[data.domain().features()];
      for (int i = 0; i < batch.size(); i++) {
        rows.x().read(i, x);
        double worst = worst(graph, data.domain(), threat, x, rows.y().classes()[i]);
        largest = Math.max(largest, Math.abs(found.values()[i] - worst) / worst);
      }
      return largest;
    }
  }

  private static double worst(Graph graph, Domain domain, ThreatModel threat, double[] x, int y) {
    double[] theta = graph.parameters().theta().toDoubles();
    int d = x.length;
    assertThat(theta).hasSize(2 * d + 2);
    double[] w = IntStream.range(0, d).mapToDouble(i -> theta[2 * i + 1 - y] - theta[2 * i + y]).toArray();
    double f = theta[2 * d + 1 - y] - theta[2 * d + y];
    for (int i = 0; i < d; i++) {
      f += w[i] * x[i];
    }
    f += gain(domain, threat, w, x);
    return Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f)));
  }

  private static double gain(Domain domain, ThreatModel threat, double[] w, double[] x) {
    boolean linf = threat instanceof LInf;
    boolean[] category = new boolean[x.length];
    List<Double> switches = new ArrayList<>();
    for (int[] group : domain.groups()) {
      int from = Arrays.stream(group).filter(i -> x[i] == 1).findFirst().orElseThrow();
      Arrays.stream(group).forEach(i -> category[i] = true);
      switches.add(Arrays.stream(group).filter(i -> domain.mutable(i) && domain.mutable(from)).mapToDouble(i -> w[i] - w[from]).max().orElse(0));
    }
    switches.sort((a, b) -> Double.compare(b, a));
    int[] numbers = IntStream.range(0, x.length).filter(i -> !category[i] && domain.mutable(i)).boxed()
        .sorted((a, b) -> Double.compare(Math.abs(w[b]), Math.abs(w[a]))).mapToInt(i -> i).toArray();
    double best = 0;
    double sum = 0;
    for (int k = 0; k <= switches.size(); k++) {
      double left = linf ? threat.eps() : threat.eps() - 2 * k;
      sum += k == 0 ? 0 : switches.get(k - 1);
      if (k > 0 && (linf ? threat.eps() < 1 : left < 0)) {
        break;
      }
      double total = sum;
      for (int i : numbers) {
        double room = w[i] > 0 ? domain.upper(i) - x[i] : x[i] - domain.lower(i);
        double move = Math.min(left, room);
        total += Math.abs(w[i]) * move;
        left -= linf ? 0 : move;
      }
      best = Math.max(best, total);
    }
    return best;
  }
}
