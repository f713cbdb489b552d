package dev.danskin.cli;

import dev.danskin.api.Attack;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Model;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.Transformation;
import dev.danskin.attacks.diagnostics.Soundness;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.evaluation.Capabilities;
import dev.danskin.runtime.evaluation.Evaluation;
import dev.danskin.runtime.evaluation.ExampleRow;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Subject;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One evaluation in one folder: what was asked, opened and checked, ready to run.
 *
 * @param request with the backend's own name and as many examples as there are
 */
record EvaluationJob(Composer composer, Request request, Folder folder, Dataset data, GraphBackend backend, Target target) {
  private static final int LOOKED_AT = 64;

  /** Opens data, backend and network; nothing is written yet. */
  static EvaluationJob open(Composer composer, Request asked, boolean referee, Folder folder) {
    DataDescription.Described described = Targets.told(asked.data(), asked.domain());
    Dataset data = described.data();
    GraphBackend backend = Backends.open(asked.backend());
    Request resolved = asked.resolved(described.description(), backend.name(), data.size());
    boolean random = resolved.transformations().stream().anyMatch(Transformation::random);
    Request request = referee ? resolved.with(new SanityLadder(composer, data, random).under(resolved.attacks())) : resolved;
    accept(request, data);
    Target target = Target.of(composer, request.model(), request.input(), data);
    if (target instanceof PluggedModel plugged) {
      new Capabilities(composer, plugged.name(), plugged.model()).accept(request.attacks());
    }
    return new EvaluationJob(composer, request, folder, data, backend, target);
  }

  /** Refuses attacks that cannot work on these data before any of them runs. */
  private static void accept(Request asked, Dataset data) {
    List<String> problems = new ArrayList<>();
    for (NamedAttack a : asked.attacks()) {
      try {
        a.attack().accept(data.domain());
      } catch (IllegalArgumentException e) {
        problems.add("attack." + a.name() + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new RequestException(problems.stream().distinct().toList());
    }
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
  List<Figures.Flag> findings(Decides decides) {
    if (!(decides instanceof Model model)) {
      return List.of();
    }
    List<Figures.Flag> flags = new ArrayList<>(new Soundness().of(model, data.first(Math.min(LOOKED_AT, request.examples()))).stream()
        .map(f -> new Figures.Flag(f.id(), f.examples(), f.advice())).toList());
    if (model instanceof Randomised && request.attacks().stream().noneMatch(a -> !a.ladder() && averages(composer.render(Attack.class, a.attack())))) {
      flags.add(new Figures.Flag("randomised", request.examples(), "The model draws random numbers and no attack averages over them, so each "
          + "gradient is that of one draw: add eot-pgd or autoattack-rand."));
    }
    return flags;
  }

  /** Whether an attack, or one inside it, takes means over draws. */
  private static boolean averages(JsonNode component) {
    boolean here = component.path("samples").asInt(1) > 1;
    return here || component.valueStream().anyMatch(EvaluationJob::averages);
  }

  private static long recorded(Journal journal) {
    return Folder.sorted(journal.entries(), java.util.List.of()).rows().stream().map(ExampleRow::id).distinct().count();
  }
}
