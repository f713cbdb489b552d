package dev.danskin.bench;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Labels;
import dev.danskin.api.RunContext;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.attacks.LInf;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.solvers.ProjectedGradient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Attacks in a loop and prints the resident memory every minute: {@code AttackLoop BACKEND MINUTES [EVERY]}. Batches have
 * odd sizes and shrink as examples are fooled, so every tile size and every path of the pool is used.
 */
public final class AttackLoop {
  private AttackLoop() {}

  /** @param args the backend, how many minutes to run, how many minutes lie between two lines (1) */
  public static void main(String[] args) throws IOException {
    String backend = args[0];
    double minutes = Double.parseDouble(args[1]);
    double every = args.length > 2 ? Double.parseDouble(args[2]) : 1;
    Dataset data = DataSources.open("strokes");
    Attack attack = Attack.of(new LInf(0.3), new CrossEntropy(), new ProjectedGradient(0.02, 20));
    long start = System.nanoTime();
    int lines = 0;
    long attacked = 0;
    try (Network f = Network.of(Networks.of("madry"), Networks.backend(backend), data.domain())) {
      System.out.println("minute,resident_kB,heap_kB,attacked");
      for (int n = 1; minutesSince(start) < minutes; n = n % 300 + 37) {
        Batch batch = data.first(n);
        attack.run(f, new Batch(batch.x(), Labels.of(f.decide(batch.x())), batch.ids()), RunContext.of(n));
        attacked += n;
        if (minutesSince(start) >= (lines + 1) * every) {
          lines++;
          System.out.printf(Locale.ROOT, "%.4g,%d,%d,%d%n", lines * every, residentKilobytes(),
              (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024, attacked);
        }
      }
    }
  }

  private static double minutesSince(long start) {
    return (System.nanoTime() - start) * 1e-9 / 60;
  }

  /** VmRSS of this process; −1 where there is no /proc. */
  public static long residentKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).findFirst().orElse(-1);
  }
}
