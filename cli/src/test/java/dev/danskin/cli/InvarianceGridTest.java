package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decision 5 on the whole grid: 4 batch sizes × 2 thread counts × 2 orders × 2 numbers of shards, networks that others trained. */
@Tag("slow")
class InvarianceGridTest {
  private static final int EXAMPLES = 200;

  @TempDir
  Path folder;

  private static List<Way> grid() {
    List<Way> grid = new ArrayList<>();
    for (int batch : new int[] {1, 7, 64, 512}) {
      for (int threads : new int[] {1, 2}) {
        for (String order : List.of("forward", "reverse")) {
          grid.add(new Way(batch, threads, order, 1));
          grid.add(new Way(batch, threads, order, 5));
        }
      }
    }
    return grid;
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource(delimiter = '|', textBlock = """
      jvm  | models/marabou-mnist2x10             | mnist:data/mnist                                      | unit | 0.02
      nd4j | models/marabou-mnist2x10             | mnist:data/mnist                                      | unit | 0.02
      jvm  | models/reference/mnist-small-standard | mnist:data/mnist                                     | unit | 0.1
      nd4j | models/reference/mnist-small-standard | mnist:data/mnist                                     | unit | 0.1
      jvm  | models/vnncomp-resnet2b-cifar10      | cifar10:data/cifar10/data_batch_1_first4000.bin.gz    | mean=0.4914:0.4822:0.4465,std=0.2471:0.2435:0.2616 | 2/255
      nd4j | models/vnncomp-resnet2b-cifar10      | cifar10:data/cifar10/data_batch_1_first4000.bin.gz    | mean=0.4914:0.4822:0.4465,std=0.2471:0.2435:0.2616 | 2/255
      """)
  void theBytesDoNotDependOnHowTheWorkWasDone(String backend, String model, String data, String input, String eps) throws Exception {
    Path shared = Shared.folder();
    int colon = data.indexOf(':');
    List<String> request = List.of("--backend", backend, "--model", shared.resolve(model + ".onnx").toString(), "--data",
        data.substring(0, colon + 1) + shared.resolve(data.substring(colon + 1)), "--input", input, "--examples", "" + EXAMPLES,
        "--eps", eps, "--attack", "pgd", "--set", "attack.pgd.solver.pgd.steps=20", "--set", "attack.pgd.solver.pgd.rate=" + eps + "/15");
    Path reference = null;
    for (Way way : grid()) {
      Path found = way.evaluate(request, folder);
      reference = reference == null ? found : reference;
      way.sameBytes(found, reference);
    }
    List<String> rows = Files.readAllLines(reference.resolve("examples.csv"));
    assertThat(rows).hasSize(EXAMPLES + 1);
    assertThat(rows.stream().filter(r -> r.contains(",fooled,")).count()).isBetween(20L, EXAMPLES - 20L);
    System.out.printf("%s, %s: %d ways, equal bytes, %d of %d examples not fooled%n", backend, model, grid().size(),
        rows.stream().filter(r -> r.contains(",not-fooled,")).count(), EXAMPLES);
  }
}
