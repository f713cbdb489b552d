package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.bench.table.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks beside the libraries that others use, on the same network and images: the rows of attacks.csv. */
class ReferenceAttacksTest {
  @TempDir
  Path folder;

  /** The row of the library, attack, norm and seed that {@code key} names. */
  private static Reference reference(String key) throws IOException {
    return Reference.read(Shared.file("models/reference/attacks.csv")).stream()
        .filter(r -> key.equals(r.name() + " " + r.threat() + " " + r.seed())).findFirst().orElseThrow();
  }

  /** A row of ours for each image. */
  private List<String[]> rows(String arguments, int images) throws IOException {
    Path out = folder.resolve("out");
    List<String> all = new ArrayList<>(List.of("evaluate", "--model", Shared.file("models/reference/mnist-small-standard.onnx").toString(),
        "--data", "mnist:" + Shared.file("data/mnist"), "--examples", "" + images, "--out", out.toString(), "--quiet"));
    all.addAll(List.of(arguments.trim().split(" +")));
    assertThat(Command.run(all.toArray(String[]::new)).status()).isZero();
    return Files.readAllLines(out.resolve("examples.csv")).stream().skip(1).map(l -> l.split(",", -1)).toList();
  }

  private static boolean robust(String[] row) {
    return !row[5].equals("fooled") && !row[5].equals("misclassified");
  }

  private void robustnessAgrees(String reference, String arguments, int images, double agreement, double points) throws IOException {
    Reference expected = reference(reference);
    List<String[]> rows = rows(arguments, images);
    int same = 0;
    int robust = 0;
    int theirs = 0;
    for (int i = 0; i < images; i++) {
      same += robust(rows.get(i)) == expected.bits()[i] ? 1 : 0;
      robust += robust(rows.get(i)) ? 1 : 0;
      theirs += expected.bits()[i] ? 1 : 0;
    }
    System.out.printf("%s: %d of %d images robust, reference %d, %d agree%n", reference, robust, images, theirs, same);
    assertThat(same).isGreaterThanOrEqualTo((int) Math.floor(agreement * images));
    assertThat(100.0 * robust / images).isCloseTo(100.0 * theirs / images, Offset.offset(points + 1e-9));
  }

  private void mediansAgree(String reference, String arguments) throws IOException {
    Reference expected = reference(reference);
    double[] distances = rows(arguments, expected.images()).stream()
        .mapToDouble(r -> r[7].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(r[7])).sorted().toArray();
    int n = distances.length;
    double median = (distances[(n - 1) / 2] + distances[n / 2]) / 2;
    System.out.printf("%s: median %.5f, reference %.5f%n", reference, median, expected.median());
    assertThat(median).isCloseTo(expected.median(), Percentage.withPercentage(1));
  }

  @ParameterizedTest
  @CsvSource({"autoattack AA-standard linf 0, --attack autoattack --eps 0.1, 64, 0.98, 1.6",
      "autoattack apgd-dlr linf 0, --attack apgd-dlr --eps 0.1, 200, 0.98, 1"})
  void quickly(String reference, String arguments, int images, double agreement, double points) throws IOException {
    robustnessAgrees(reference, arguments, images, agreement, points);
  }

  @ParameterizedTest
  @CsvSource({"foolbox DeepFool-L2 l2 0, --attack deepfool --threat l2 --eps 100", "foolbox DeepFool-Linf linf 0, --attack deepfool --eps 1"})
  void distancesQuickly(String reference, String arguments) throws IOException {
    mediansAgree(reference, arguments);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"autoattack AA-standard linf 0, --attack autoattack --eps 0.1, 1000, 0.995, 0.2",
      "autoattack AA-standard-L2 l2 0, --attack autoattack --threat l2 --eps 1, 200, 0.99, 0.5",
      "autoattack AA-standard-L1 l1 0, --attack autoattack --threat l1 --eps 10, 100, 0.98, 1",
      "autoattack apgd-ce linf 0, --attack apgd-ce --eps 0.1, 1000, 0.99, 0.3",
      "autoattack apgd-t linf 0, --attack apgd-t --eps 0.1, 1000, 0.99, 0.3",
      "autoattack fab-t linf 0, --attack fab-t --eps 0.1, 500, 0.99, 0.3",
      "autoattack apgd-dlr linf 0, --attack apgd-dlr --eps 0.1, 1000, 0.98, 1",
      "autoattack square linf 0, --attack square --eps 0.1, 500, 0.97, 1"})
  void wholly(String reference, String arguments, int images, double agreement, double points) throws IOException {
    robustnessAgrees(reference, arguments, images, agreement, points);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"adv_lib DDN l2 0, --attack ddn --threat l2 --eps 100", "foolbox FMN-Linf linf 0, --attack fmn --eps 1",
      "adv_lib CW-L2 l2 0, --attack cw --threat l2 --eps 100 --set attack.cw.search.cw.steps=200 --set attack.cw.search.cw.stages=6 --set attack.cw.search.cw.constant=0.01",
      "foolbox EAD-EN l1 0, --attack ead --threat l1 --eps 1000 --set attack.ead.search.ead.steps=200 --set attack.ead.search.ead.stages=6 --set attack.ead.search.ead.constant=0.01 --set attack.ead.search.ead.beta=0.01 --set attack.ead.search.ead.abort=false"})
  void distancesWholly(String reference, String arguments) throws IOException {
    mediansAgree(reference, arguments);
  }
}
