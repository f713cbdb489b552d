package dev.danskin.bench.coco;

import dev.danskin.bench.experiment.Cell;
import dev.danskin.bench.experiment.NamedSolver;
import dev.danskin.bench.experiment.Row;
import dev.danskin.bench.experiment.Runs;
import dev.danskin.bench.experiment.Trial;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The trials of one solver in the format of COCO's logger {@code bbob}, {@code data_format = 'bbob-new2'} (Hansen et al.: COCO, a platform
 * for comparing continuous optimizers in a black-box setting; OMS 2021): {@code bbobexp_fF.info}, and in {@code data_fF} the files
 * {@code .dat} (by improvements) and {@code .tdat} (by evaluations) of each dimension.
 */
public record CocoFiles(Runs runs, int solver) {
  private static final String PRECISION = "1.000e-08";

  /** Writes the files into a folder, which is made if it is not there. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<Integer, StringBuilder> info = new TreeMap<>();
    for (Cell cell : runs.cells()) {
      List<Trial> trials = runs.of(solver, cell);
      String data = "data_f" + cell.function() + "/bbobexp_f" + cell.function() + "_DIM" + cell.dimension();
      Files.createDirectories(folder.resolve("data_f" + cell.function()));
      info.computeIfAbsent(cell.function(), f -> new StringBuilder()).append(block(cell, trials, data + ".dat"));
      rows(folder.resolve(data + ".dat"), trials, Trial::improvements);
      rows(folder.resolve(data + ".tdat"), trials, Trial::looks);
    }
    for (Map.Entry<Integer, StringBuilder> e : info.entrySet()) {
      AtomicFiles.write(folder.resolve("bbobexp_f" + e.getKey() + ".info"), e.getValue().toString());
    }
  }

  /** Three lines on one function in one dimension. */
  private String block(Cell cell, List<Trial> trials, String data) {
    NamedSolver s = runs.experiment().solvers().get(solver);
    StringBuilder line = new StringBuilder(data);
    for (Trial t : trials) {
      line.append(String.format(Locale.ROOT, ", %d:%d|%.1e", runs.problem(t).instance(), t.evaluations(), runs.gap(t)));
    }
    return "suite = 'bbob', funcId = " + cell.function() + ", DIM = " + cell.dimension() + ", Precision = " + PRECISION + ", algId = '"
        + s.name().replaceAll("[,'\"\\p{Cntrl}]", " ") + "', coco_version = '2.7', logger = 'bbob', data_format = 'bbob-new2', settings = ''\n% "
        + s.configuration().toString().replaceAll("\\p{Cntrl}", " ") + "\n" + line + "\n";
  }

  private void rows(Path file, List<Trial> trials, Function<Trial, List<Row>> which) throws IOException {
    AtomicFiles.write(file, out -> {
      for (Trial t : trials) {
        double least = runs.problem(t).least();
        out.write(String.format(Locale.ROOT, "%% f evaluations | g evaluations | best noise-free fitness - Fopt (%.12e) + sum g_i+ | measured fitness "
            + "| best measured fitness or single-digit g-values | x1 | x2...%n", least).replace("\r\n", "\n").getBytes(StandardCharsets.US_ASCII));
        for (Row r : which.apply(t)) {
          out.write(row(r, least).getBytes(StandardCharsets.US_ASCII));
        }
      }
    });
  }

  private static String row(Row r, double least) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%d 0 %+10.9e %+10.9e %+10.9e", r.evaluations(), Math.max(0, r.best() - least),
        r.value(), r.best()));
    for (double x : r.x()) {
      line.append(String.format(Locale.ROOT, " %+5.4e", x));
    }
    return line.append('\n').toString();
  }
}
