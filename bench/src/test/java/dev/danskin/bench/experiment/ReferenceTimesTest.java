package dev.danskin.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.danskin.runtime.config.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTimesTest {
  @TempDir
  Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("reference.csv"), text);
  }

  private static Runs runs(long sphere, long discus) {
    Experiment e = Trials.experiment(1, 1, Trials.two(), Trials.random("r", 1));
    return new Runs(e, List.of(Trials.at(new Trial.Key(0, 0, 0), 200, 1, 1, sphere), Trials.at(new Trial.Key(0, 1, 0), 200, 1, 1, discus)));
  }

  /** 50 / 100 on the sphere and 80 / 10 on the discus: the square root of 4. */
  @Test
  void ratiosAreGeometricMeans() throws IOException {
    ReferenceTimes reference = ReferenceTimes.read(file("target,function,dimension,trials,successes,ert\n1e-1,1,2,15,8,100\n0.1,11,2,15,15,10\n1e0,1,2,15,15,3\n"));
    Runs runs = runs(50, 80);
    ReferenceTimes.Ratio ratio = reference.of(runs, 0, runs.cells(), 1);
    assertThat(ratio.ratio()).isCloseTo(2, within(1e-15));
    assertThat(ratio.solved()).isEqualTo(2);
    assertThat(ratio.of()).isEqualTo(2);
  }

  @Test
  void functionsThatTheReferenceHardlySolvedDoNotCount() throws IOException {
    ReferenceTimes reference = ReferenceTimes.read(file("function,dimension,target,ert,successes,trials,more\n1,2,1e-1,100,7,15,\n11,2,1e-1,40,9,15,x\n"));
    Runs solved = runs(50, 80);
    assertThat(reference.of(solved, 0, solved.cells(), 1)).isEqualTo(new ReferenceTimes.Ratio(reference.of(solved, 0, solved.cells(), 1).ratio(), 1, 1));
    Runs missed = runs(50, 0);
    assertThat(reference.of(missed, 0, missed.cells(), 1)).isEqualTo(new ReferenceTimes.Ratio(Double.NaN, 0, 1));
  }

  @Test
  void aFileThatIsNoneIsRefusedInASentence() throws IOException {
    assertThatThrownBy(() -> ReferenceTimes.read(folder.resolve("none"))).isInstanceOf(RequestException.class).hasMessageContaining("found no '");
    assertThatThrownBy(() -> ReferenceTimes.read(file("a,b\n"))).isInstanceOf(RequestException.class).hasMessageContaining("expected the columns function, dimension");
    assertThatThrownBy(() -> ReferenceTimes.read(file("function,dimension,target,ert,successes,trials\n1,2,1e-1,many,7,15\n")))
        .isInstanceOf(RequestException.class).hasMessageContaining("line 2: expected numbers of a running time");
    assertThatThrownBy(() -> ReferenceTimes.read(file("function,dimension,target,ert,successes,trials\n1,2\n"))).hasMessageContaining("line 2");
  }
}
