package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Dataset;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.evaluation.EvaluationPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation in a program and one by the command give the same folder, and each goes on with what the other left. */
class EmbeddedEvaluationTest {
  @TempDir
  Path folder;

  private static final String[] SAME = {"config.yaml", "examples.csv", "adversarial.npy", "adversarial.ids.csv"};

  private String[] command(Path file, String out, String... more) {
    String[] args = {"evaluate", "--model", file.toString(), "--data", "strokes", "--backend", "jvm", "--attack", "fgsm,pgd",
        "--eps", "0.2", "--examples", "40", "--seed", "5", "--out", folder.resolve(out).toString()};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  @Test
  void theFolderIsTheCommands() throws Exception {
    Path file = folder.resolve("model.onnx");
    Files.write(file, Targets.bytes("strokes-standard"));
    Dataset data = DataSources.open("strokes");
    try (Network model = OnnxNetwork.load(file).on(new JvmBackend(), data.domain())) {
      EvaluationPlan plan = Danskin.standard().evaluate(model).from(file).on(data)
          .against("linf", 0.2).with("fgsm", "pgd").examples(40).seed(5);
      plan.run().write(folder.resolve("program"));
      AtomicInteger looks = new AtomicInteger();
      plan.batch(4).cancelledBy(() -> looks.incrementAndGet() > 100).run().write(folder.resolve("stopped"));
    }
    Command command = Command.run(command(file, "command"));
    assertThat(command.status()).as(command.err()).isZero();
    Command check = Command.run("check", folder.resolve("program").toString());
    assertThat(check.status()).as(check.out() + check.err()).isZero();
    Command resumed = Command.run("evaluate", "--resume", "--out", folder.resolve("stopped").toString());
    assertThat(resumed.status()).as(resumed.err()).isZero();
    for (String name : SAME) {
      byte[] expected = Files.readAllBytes(folder.resolve("command").resolve(name));
      assertThat(Files.readAllBytes(folder.resolve("program").resolve(name))).as(name).isEqualTo(expected);
      assertThat(Files.readAllBytes(folder.resolve("stopped").resolve(name))).as(name + ", gone on with").isEqualTo(expected);
    }
  }
}
