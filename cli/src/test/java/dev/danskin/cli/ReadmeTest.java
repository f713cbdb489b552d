package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Attacked;
import dev.danskin.api.Dataset;
import dev.danskin.api.RunContext;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.attacks.LInf;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.onnx.OnnxReader;
import dev.danskin.solvers.ProjectedGradient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README compiles, runs, and is the text between the marks here. */
class ReadmeTest {
  @Test
  void theJavaOfTheReadmeRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("model.onnx");
    Files.write(file, Targets.bytes("strokes-standard"));
    // begin
    Dataset data = DataSources.open("strokes");
    Graph graph = OnnxReader.read(file).graph();
    try (Network model = Network.of(graph, new JvmBackend(), data.domain())) {
      Attack attack = Attack.of(new LInf(0.2), new CrossEntropy(), new ProjectedGradient(0.2 / 10, 20));   // max over δ
      Attacked found = attack.run(model, data.first(50), RunContext.of(0));
      System.out.println(found.success()[0] + " after " + found.spent()[0].backward() + " gradients");
    }
    // end
    String source = Files.readString(Path.of("src/test/java/dev/danskin/cli/ReadmeTest.java"));
    String shown = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("    // end")).lines()
        .map(l -> l.substring(4)).collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + shown + "\n```");
  }
}
