package dev.danskin.cli;

import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.RunContext;
import dev.danskin.api.Transformation;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.evaluation.Capabilities;
import dev.danskin.runtime.evaluation.Diagnosis;
import dev.danskin.runtime.evaluation.Evaluation;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.SanityLadder;
import dev.danskin.runtime.evaluation.Subject;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * One evaluation in one folder: what was asked, opened and checked, ready to run.
 *
 * @param request with the backend's own name and as many examples as there are
 */
record EvaluationJob(Composer composer, Request request, Folder folder, Dataset data, GraphBackend backend, Target target) {
  /** Opens data, backend and network; nothing is written yet. */
  static EvaluationJob open(Composer composer, Request asked, boolean referee, Folder folder) {
    DataDescription.Described described = Targets.told(asked.data(), asked.domain());
    Dataset data = described.data();
    GraphBackend backend = Backends.open(asked.backend());
    Request resolved = asked.resolved(described.description(), backend.name(), data.size());
    boolean random = resolved.transformations().stream().anyMatch(Transformation::random);
    Request request = referee ? resolved.with(new SanityLadder(composer, data, random).under(resolved.attacks())) : resolved;
    request.accept(data.domain());
    Target target = Target.of(composer, request.model(), request.input(), data);
    if (target instanceof PluggedModel plugged) {
      new Capabilities(composer, plugged.name(), plugged.model()).accept(request.attacks());
    }
    return new EvaluationJob(composer, request, folder, data, backend, target);
  }

  /** Makes the folder; refuses one that holds a job unless that job is gone on with. */
  void prepare(boolean resume) throws IOException {
    folder.create();
    if (!resume && Files.exists(folder.journal())) {
      throw new RequestException("--out " + folder.path() + ": holds a job already; add --resume to go on with it, or give another folder");
    }
  }

  /** What is evaluated on what, by this program. */
  Subject subject(String arithmetic) {
    return new Subject(target.digest(), target.parameters(), data.digest(), arithmetic, Version.number(),
        PluginVersion.of(composer.registry()));
  }

  /** @return what it left, or null if the person stopped it: what is done is in the journal */
  Results run(long[] ids, int batch, int threads, Interrupt interrupt, Listener listener) throws IOException {
    long started = System.nanoTime();
    Subject subject = subject(backend.arithmetic());
    try (Target.Running running = target.open(backend, data, request.transformations());
        Journal journal = folder.open(request, subject, composer)) {
      Decides model = running.model();
      Evaluation evaluation = new Evaluation(model, data, request.attacks(), batch, threads);
      RunContext run = new RunContext(request.seed(), "danskin", request.budget(), interrupt::requested, listener);
      Evaluation.keep(() -> findings(model), journal);
      Map<String, Evaluation.Cost> costs = evaluation.run(ids, journal, run);
      listener.close();
      if (interrupt.requested()) {
        System.err.println("danskin: stopped; " + recorded(journal) + " of " + ids.length + " examples of " + request.model() + " are kept");
        return null;
      }
      Results results = new Results(folder, request, subject, data, composer);
      results.write(journal.entries(), costs, (System.nanoTime() - started) * 1e-9, threads);
      return results;
    }
  }

  /** A look at the model through the first inputs of the data, whatever the shard. */
  List<Figures.Flag> findings(Decides model) {
    return new Diagnosis(composer, request).of(model, data);
  }

  private static long recorded(Journal journal) {
    return Folder.sorted(journal.entries(), java.util.List.of()).rows().stream().map(ExampleRow::id).distinct().count();
  }
}
