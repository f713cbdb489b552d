package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Request;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One evaluation in a folder, or several in a folder of their own each, which are compared. */
final class Evaluations {
  /** Inputs of colour images 64 pixels high have more features. */
  static final int LARGE = 8192;

  private final Composer composer;
  private final Path out;
  private final List<String> names;
  private final List<EvaluationJob> jobs;
  private final List<Results> results = new ArrayList<>();
  private Comparison comparison;

  private Evaluations(Composer composer, Path out, List<String> names, List<EvaluationJob> jobs) {
    this.composer = composer;
    this.out = out;
    this.names = names;
    this.jobs = jobs;
  }

  /** Opens data, backends and networks; nothing is written yet. */
  static Evaluations open(Composer composer, Map<String, Request> requests, boolean referee, Path out) {
    List<EvaluationJob> jobs = new ArrayList<>();
    for (Map.Entry<String, Request> e : requests.entrySet()) {
      Path folder = requests.size() == 1 ? out : out.resolve(e.getKey());
      jobs.add(EvaluationJob.open(composer, e.getValue(), referee, new Folder(folder)));
    }
    return new Evaluations(composer, out, List.copyOf(requests.keySet()), jobs);
  }

  /** Makes the folders; those of several are named in the folder's configuration. */
  void prepare(boolean resume) throws IOException {
    if (jobs.size() > 1) {
      new Folder(out).create();
      Comparison.describe(composer, out, names, jobs);
    }
    for (EvaluationJob job : jobs) {
      job.prepare(resume);
    }
  }

  List<EvaluationJob> jobs() {
    return jobs;
  }

  List<String> names() {
    return names;
  }

  /**
   * Runs all that is not done yet.
   *
   * @param batch null for a size that suits the data
   * @return false if the person stopped it
   */
  boolean run(boolean reverse, Integer batch, int threads, Interrupt interrupt, Listener listener) throws IOException {
    for (EvaluationJob job : jobs) {
      listener.line("job", Trees.object().put("kind", "evaluation").put("model", job.request().model())
          .put("folder", job.folder().path().toString()));
      Results done = job.run(visited(job.request(), reverse), batch == null ? batch(job) : batch, threads, interrupt, listener);
      if (done == null) {
        return false;
      }
      results.add(done);
    }
    return true;
  }

  /** Compares those that ran, if there are several. */
  void write() throws IOException {
    if (results.size() > 1) {
      comparison = Comparison.of(out, results, jobs);
      comparison.write();
    }
  }

  /** Whether an attack itself failed on some example. */
  boolean failed() {
    return results.stream().anyMatch(Results::failed);
  }

  void print(String format, PrintStream to) {
    if (comparison == null) {
      results.get(0).print(format, to);
    } else {
      comparison.print(format, to);
    }
  }

  /** What results.json of the whole folder holds. */
  JsonNode tree() {
    return comparison == null ? results.get(0).tree() : comparison.tree();
  }

  /** Enough that the few examples which stand to the end still fill tiles, and memory suffices. */
  private static int batch(EvaluationJob job) {
    return job.data().domain().features() > LARGE ? 64 : 256;
  }

  private static long[] visited(Request request, boolean reverse) {
    long[] ids = request.shard().ids(request.examples());
    for (int i = 0, j = ids.length - 1; reverse && i < j; i++, j--) {
      long swap = ids[i];
      ids[i] = ids[j];
      ids[j] = swap;
    }
    if (ids.length == 0) {
      throw new RequestException("--shard " + request.shard() + ": expected at least one example, found none of "
          + request.examples() + "; use fewer shards");
    }
    return ids;
  }
}
