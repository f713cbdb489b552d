package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code danskin bench attacks}: the table with and without a reference, and what it refuses. */
class BenchAttacksTest {
  @TempDir
  Path folder;

  private Command bench(String... options) {
    List<String> args = new ArrayList<>(List.of("bench", "attacks", "--quiet", "--out", folder.resolve("out").toString()));
    args.addAll(List.of(options));
    return Command.run(args.toArray(String[]::new));
  }

  private Path reference(String... lines) throws IOException {
    return Files.write(folder.resolve("reference.csv"), List.of(lines));
  }

  @Test
  void rowsOfAReferenceAreAnsweredAndCompared() throws IOException {
    Path file = reference("library,attack,norm,eps,images,robust_accuracy,forward_per_image,backward_per_image,cpu_seconds,parameters,robust_bits_hex",
        "foolbox,FGSM,Linf,0.1,12,1.0,2,1,5.0,\"{\"\"a\"\": 1, \"\"b\"\": 2}\",fff", "foolbox,Unknown,Linf,0.1,12,1.0,2,1,5.0,,");
    Command c = bench("--reference", file.toString());
    assertThat(c.status()).as(c.err()).isZero();
    Path out = folder.resolve("out");
    JsonNode rows = Trees.parse(Files.readString(out.resolve("attacks.json")), "attacks").path("rows");
    assertThat(rows.size()).isEqualTo(1);
    JsonNode row = rows.get(0);
    long robust = Files.readAllLines(out.resolve("jobs/01-fgsm-linf/examples.csv")).stream().filter(l -> l.contains(",not-fooled,")).count();
    assertThat(row.path("accuracy").asDouble()).isEqualTo(robust / 12.0);
    assertThat(row.path("reference").path("agreeing").asLong()).isEqualTo(robust);
    assertThat(row.path("cpuSeconds").asDouble()).isPositive();
    assertThat(Files.readString(out.resolve("attacks.md"))).contains("| fgsm (foolbox FGSM, seed ) | linf | 0.1 | 12 | 100.0 % → ");
    assertThat(Files.readString(out.resolve("attacks.svg"))).contains("Cost relative to the reference").contains("fgsm, linf");
    assertThat(c.out()).contains("fgsm").contains("foolbox FGSM: 100.0 %");
    assertThat(bench("--reference", file.toString()).err()).contains("holds a job already");
  }

  @Test
  void withoutAReferenceItIsOurTable() throws IOException {
    Command c = bench("--attack", "fgsm,pgd", "--examples", "8");
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out().lines().filter(l -> l.contains("CPU s"))).hasSize(2);
    assertThat(Files.readString(folder.resolve("out/attacks.svg"))).contains(">Cost<");
  }

  @Test
  void badInputGetsASentence() throws IOException {
    refused("expected a file, found no 'nowhere.csv'", "--reference", "nowhere.csv");
    refused("expected a column 'norm', found library, attack", "--reference", reference("library,attack", "a,b").toString());
    refused("line 2: expected 5 fields", "--reference", reference("library,attack,norm,eps,images", "foolbox,FGSM,Linf,0.1").toString());
    Path good = reference("library,attack,norm,eps,images", "foolbox,FGSM,Linf,0.1,4");
    refused("--only: expected a part of the name", "--reference", good.toString(), "--only", "nothing");
    refused("--only: expected a regular expression", "--reference", good.toString(), "--only", "(");
    refused("fgsm: the evaluation failed", "--reference", good.toString(), "--model", "nowhere.onnx");
  }

  private void refused(String sentence, String... options) {
    Command c = bench(options);
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err()).contains(sentence).doesNotContain("\tat ");
  }
}
