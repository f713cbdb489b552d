package dev.danskin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.danskin.runtime.config.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a plan accepts and which benchmarks it finds. */
class PlanTest {
  private static Plan plan(String only, List<Integer> threads, int... features) {
    List<Jdk> jdks = java.util.stream.IntStream.of(features).mapToObj(f -> new Jdk(Path.of("jdk" + f), f)).toList();
    return new Plan(Pattern.compile(only), false, true, true, threads, jdks);
  }

  @Test
  void threadsComeInOrderAndOnce() {
    assertThat(plan("", List.of(2, 1, 2), 17).threads()).containsExactly(1, 2);
    assertThatThrownBy(() -> plan("", List.of(0, 1), 17)).isInstanceOf(RequestException.class).hasMessageContaining("found [0, 1]");
    assertThatThrownBy(() -> plan("", List.of(), 17)).isInstanceOf(RequestException.class);
  }

  @Test
  void jdksAreOfDifferentVersions() {
    assertThat(plan("", List.of(1), 17, 25).jdks()).hasSize(2);
    assertThatThrownBy(() -> plan("", List.of(1), 17, 17)).isInstanceOf(RequestException.class).hasMessageContaining("[17, 17]");
  }

  @Test
  void benchmarksAreFoundByPartsOfTheirNames() {
    List<BenchmarkMethod> found = BenchmarkMethod.of(plan("Roofline\\.(copy|triad)", List.of(1), 17));
    assertThat(found).extracting(BenchmarkMethod::name).containsExactly("dev.danskin.bench.kernels.Roofline.copy",
        "dev.danskin.bench.kernels.Roofline.triad");
    assertThat(found.get(0).firstShape()).isEqualTo("64x1x28x28");
    assertThat(found.get(0).combinations()).isEqualTo(3);
    assertThat("dev.danskin.bench.kernels.Roofline.copy").matches(found.get(0).include()).doesNotMatch(found.get(1).include());
    assertThat(BenchmarkMethod.of(plan("", List.of(1), 17))).extracting(BenchmarkMethod::name)
        .allMatch(n -> n.matches("dev\\.danskin\\.bench\\.(kernels|networks|attacks)\\..*"));
  }

  @Test
  void combinationsAreProducts() {
    BenchmarkMethod m = new BenchmarkMethod("p.C.m", Map.of("shape", List.of("a", "b", "c"), "backend", List.of("x", "y")));
    assertThat(m.combinations()).isEqualTo(6);
    assertThat(m.combinationsAtFirstShape()).isEqualTo(2);
    assertThat(new BenchmarkMethod("p.C.m", Map.of()).firstShape()).isEmpty();
    assertThat(new BenchmarkMethod("p.C.m", Map.of()).combinationsAtFirstShape()).isEqualTo(1);
  }
}
