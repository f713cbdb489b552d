package dev.danskin.bench.table;

import dev.danskin.api.Event;
import dev.danskin.bench.report.Jdk;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Attacks on one network, each in a process of its own at one thread, so that its processor time is what a user pays who starts from nothing;
 * beside the figures of other libraries where there are some.
 *
 * @param main the class whose command line knows {@code evaluate}
 * @param model as {@code --model}; {@code data} and {@code backend} likewise
 * @param seed of all random numbers
 * @param out each process leaves its job in a folder of its own there
 */
public record AttackTable(String main, String model, String data, String backend, long seed, Path out) {
  /** What is beyond every distance, so that a search for the smallest perturbation is not cut off. */
  private static final double ANY = 1e4;

  /** One evaluation to make. */
  private record Task(String attack, List<String> set, String threat, double eps, int images, Reference reference) {}

  /**
   * Every row of the reference that one of ours answers.
   *
   * @param only names of references and attacks in which this is found
   * @throws RequestException if there is none, or an evaluation fails
   */
  public List<Row> beside(List<Reference> references, Pattern only, Consumer<Event> events, BooleanSupplier stop) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (Answer a : Answer.all()) {
      for (Reference r : references) {
        if (r.name().equals(a.reference()) && only.matcher(a.reference() + " " + a.attack()).find()) {
          tasks.add(new Task(a.attack(), a.set(), r.threat(), r.nearest() ? ANY : r.eps(), r.images(), r));
        }
      }
    }
    return run(tasks, events, stop);
  }

  /** The named attacks at one size, without a reference. */
  public List<Row> alone(List<String> attacks, String threat, double eps, int images, Consumer<Event> events, BooleanSupplier stop) throws IOException {
    return run(attacks.stream().map(a -> new Task(a, List.of(), threat, eps, images, null)).toList(), events, stop);
  }

  private List<Row> run(List<Task> tasks, Consumer<Event> events, BooleanSupplier stop) throws IOException {
    if (tasks.isEmpty()) {
      throw new RequestException("--only: expected a part of the name of a reference that an attack of ours answers, found none; see docs/attacks.md");
    }
    List<Row> rows = new ArrayList<>();
    events.accept(new Event.Started("attacks", tasks.size()));
    for (int i = 0; i < tasks.size() && !stop.getAsBoolean(); i++) {
      Task t = tasks.get(i);
      events.accept(new Event.Note((i + 1) + "/" + tasks.size() + " " + t.attack + " in " + t.threat + ", " + t.images + " examples"
          + (t.reference == null ? "" : " (" + t.reference.name() + ")")));
      rows.add(row(t, evaluated(t, out.resolve("jobs").resolve(String.format("%02d-%s-%s", i + 1, t.attack, t.threat)))));
      events.accept(new Event.Progress("attacks", rows.size(), tasks.size()));
    }
    events.accept(new Event.Ended("attacks", rows.size(), tasks.size()));
    return rows;
  }

  private Path evaluated(Task t, Path folder) throws IOException {
    if (Files.exists(folder.resolve("journal"))) {
      throw new RequestException(folder + ": holds a job already; give another --out");
    }
    Files.createDirectories(folder);
    Jdk jdk = Jdk.current();
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin").resolve("java").toString()));
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    command.addAll(flags);
    if (flags.stream().noneMatch(f -> f.matches("-XX:\\+Use.*GC"))) {
      command.add("-XX:+UseParallelGC");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main, "evaluate", "--model", model, "--data", data, "--backend", backend, "--attack",
        t.attack, "--threat", t.threat, "--eps", Double.toString(t.eps), "--examples", Integer.toString(t.images), "--threads", "1", "--seed",
        Long.toString(seed), "--quiet", "--out", folder.toString()));
    t.set.forEach(s -> command.addAll(List.of("--set", "attack." + t.attack + "." + s)));
    File log = folder.resolve("log.txt").toFile();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      if (process.waitFor() != 0) {
        throw new RequestException(t.attack + ": the evaluation failed; " + log + " says why");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + t.attack + " ran", e);
    }
    return folder;
  }

  private static Row row(Task t, Path folder) throws IOException {
    JsonNode results = Trees.read(folder.resolve("results.json"));
    JsonNode a = results.path("attacks").get(0);
    int n = results.path("data").path("examples").asInt();
    return new Row(t.attack, t.threat, t.eps, n, a.path("accuracy").asDouble(), a.path("medianDistance").asDouble(Double.NaN),
        a.path("forward").asDouble() / n, a.path("backward").asDouble() / n, results.path("timings").path("cpuSeconds").asDouble(),
        results.path("timings").path("wallSeconds").asDouble(), agreeing(t.reference, folder), results, t.reference);
  }

  private static int agreeing(Reference reference, Path folder) throws IOException {
    if (reference == null || reference.bits().length == 0) {
      return -1;
    }
    List<String> lines = Files.readAllLines(folder.resolve("examples.csv"));
    int same = 0;
    for (int i = 0; i < Math.min(reference.bits().length, lines.size() - 1); i++) {
      String status = lines.get(i + 1).split(",", -1)[5];
      same += reference.bits()[i] == !(status.equals("fooled") || status.equals("misclassified")) ? 1 : 0;
    }
    return same;
  }
}
