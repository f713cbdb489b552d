package dev.danskin.cli;

import dev.danskin.api.Budget;
import dev.danskin.api.Dataset;
import dev.danskin.api.Event;
import dev.danskin.api.Problem;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solution;
import dev.danskin.api.WorstCase;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Architectures;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.solvers.ProjectedGradient;
import dev.danskin.solvers.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the embedded network: the same file, byte for byte, on every machine. */
@Command(name = "make-strokes-network", hidden = true, description = "Train the embedded network on the embedded data.")
final class StrokesCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "FILE.onnx", description = "Where the network goes.")
  Path out;

  @Option(names = "--steps", description = "Batches of 64; default 1500.")
  int steps = 1500;

  @Override
  public Integer call() throws IOException {
    Dataset data = Targets.data("strokes-train");
    RunContext run = new RunContext(0, "strokes-standard", Budget.UNLIMITED, () -> false, e -> {
      if (e instanceof Event.Note n) {
        System.err.println(n.message());
      }
    });
    Graph start = Architectures.smallCnn(data.inputShape(), 16, 64, data.classes().size(), run.at("init").draws());
    try (Network network = Network.of(start, new JvmBackend(), data.domain())) {
      WorstCase risk = new WorstCase(network, new CrossEntropy(), null, data.batches(64, run.at("batches")), run);
      ProjectedGradient descent = new ProjectedGradient(0.05, steps, ProjectedGradient.Direction.RAW, 0.9, Schedule.COSINE);
      Solution theta = descent.solve(Problem.minimise(risk, network.parameters()), run);
      System.err.println("loss on the last batch: " + theta.values()[0]);
      Files.createDirectories(out.toAbsolutePath().getParent());
      OnnxWriter.write(start.with(theta.point()), out);
    }
    return 0;
  }
}
