package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attack;
import dev.danskin.api.Backend;
import dev.danskin.api.Budget;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Event;
import dev.danskin.api.Model;
import dev.danskin.api.Randomised;
import dev.danskin.api.RunContext;
import dev.danskin.api.ThreatModel;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.Problems;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.PluginVersion;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * An evaluation in a program: this model on these data against this threat. An immutable description; each method gives another one,
 * in any order, and {@link #run} does what the description says. Begin with {@code new Danskin(registry).evaluate(model)}.
 */
public final class EvaluationPlan {
  /** What is attacked where nothing else is said. */
  public static final List<String> ATTACKS = List.of("noise", "fgsm", "pgd");
  private static final int EXAMPLES = 1000;
  private static final int BATCH = 64;

  /** The model, and where it came from. */
  private record Source(Decides model, String name, String input, String digest) {}

  private record Threat(String name, double eps) {}

  /** What is run: presets against every threat, and attacks as they are. */
  private record Attacks(List<Threat> threats, List<String> presets, List<NamedAttack> given, boolean referee) {}

  /** What figures depend on beside. */
  private record Extent(int examples, long seed, Budget budget) {}

  /** What no figure depends on. */
  private record Work(int threads, int batch, BooleanSupplier cancelled, Consumer<Event> events, Backend backend) {}

  private final Composer composer;
  private final Source source;
  private final Dataset data;
  private final Attacks attacks;
  private final Extent extent;
  private final Work work;

  private EvaluationPlan(Composer composer, Source source, Dataset data, Attacks attacks, Extent extent, Work work) {
    this.composer = composer;
    this.source = source;
    this.data = data;
    this.attacks = attacks;
    this.extent = extent;
    this.work = work;
  }

  /**
   * Of a model; everything else as the command {@code evaluate} has it.
   *
   * @param backend what is recorded for models that do not know theirs
   */
  public static EvaluationPlan of(Composer composer, Decides model, Backend backend, Consumer<Event> events) {
    return new EvaluationPlan(composer, new Source(model, null, "unit", null), null, new Attacks(List.of(), List.of(), List.of(), false),
        new Extent(EXAMPLES, 0, Budget.UNLIMITED), new Work(1, BATCH, () -> false, events, backend));
  }

  private EvaluationPlan with(Source other) {
    return new EvaluationPlan(composer, other, data, attacks, extent, work);
  }

  private EvaluationPlan with(Attacks others) {
    return new EvaluationPlan(composer, source, data, others, extent, work);
  }

  private EvaluationPlan with(Extent other) {
    return new EvaluationPlan(composer, source, data, attacks, other, work);
  }

  private EvaluationPlan with(Work other) {
    return new EvaluationPlan(composer, source, data, attacks, extent, other);
  }

  /** What the model is called in results; else its registered name, or its class. */
  public EvaluationPlan named(String name) {
    return with(new Source(source.model, name, source.input, source.digest));
  }

  /**
   * The file that the model was read from, so that {@code danskin check} and {@code replay} find it.
   *
   * @throws IOException if it cannot be read
   */
  public EvaluationPlan from(Path file) throws IOException {
    return from(file, "unit");
  }

  /**
   * As {@link #from(Path)}, of a network whose inputs were scaled.
   *
   * @param input how, in the words of the command line: {@code raw} or {@code mean=…,std=…}
   * @throws IOException if it cannot be read
   */
  public EvaluationPlan from(Path file, String input) throws IOException {
    return with(new Source(source.model, file.toString(), input, Sha256.of(Files.readAllBytes(file))));
  }

  /** The data. */
  public EvaluationPlan on(Dataset some) {
    return new EvaluationPlan(composer, source, some, attacks, extent, work);
  }

  /**
   * Adds a threat model that every preset is run against.
   *
   * @param threat its registered name: {@code linf}, {@code l2}, …
   * @param eps its size in the units of the data, ≥ 0
   */
  public EvaluationPlan against(String threat, double eps) {
    return with(new Attacks(joined(attacks.threats, new Threat(threat, eps)), attacks.presets, attacks.given, attacks.referee));
  }

  /** Adds attacks by the names of their presets: {@code pgd}, {@code autoattack}, …; {@link #ATTACKS} where none is added. */
  public EvaluationPlan with(String... presets) {
    List<String> all = new ArrayList<>(attacks.presets);
    all.addAll(List.of(presets));
    return with(new Attacks(attacks.threats, List.copyOf(all), attacks.given, attacks.referee));
  }

  /**
   * Adds an attack as it is, with the threat model that it has.
   *
   * @throws RequestException if it fails when it is asked what it needs and costs
   */
  public EvaluationPlan with(String name, Attack attack) {
    NamedAttack named = NamedAttack.of(name, attack, "attack." + name);
    return with(new Attacks(attacks.threats, attacks.presets, joined(attacks.given, named), attacks.referee));
  }

  private static <T> List<T> joined(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return List.copyOf(all);
  }

  /** Also climbs the sanity ladder: {@link SanityLadder}. */
  public EvaluationPlan refereed() {
    return with(new Attacks(attacks.threats, attacks.presets, attacks.given, true));
  }

  /** How many of the first examples, ≥ 1; 0 for all; 1000 where nothing is said. */
  public EvaluationPlan examples(int n) {
    return with(new Extent(n, extent.seed, extent.budget));
  }

  /** The only seed; 0 where nothing is said. */
  public EvaluationPlan seed(long seed) {
    return with(new Extent(extent.examples, seed, extent.budget));
  }

  /** What an attack may spend on one example; its best so far counts. */
  public EvaluationPlan within(Budget budget) {
    return with(new Extent(extent.examples, extent.seed, budget));
  }

  /** How many batches are worked on at once, ≥ 1; the model must be thread-safe if there are several. No figure depends on it. */
  public EvaluationPlan threads(int n) {
    return with(new Work(n, work.batch, work.cancelled, work.events, work.backend));
  }

  /** Most examples that the model sees together, ≥ 1. No figure depends on it. */
  public EvaluationPlan batch(int n) {
    return with(new Work(work.threads, n, work.cancelled, work.events, work.backend));
  }

  /** Stops when {@code flag} says so; it is asked often, by several threads. What is done until then is the result. */
  public EvaluationPlan cancelledBy(BooleanSupplier flag) {
    return with(new Work(work.threads, work.batch, flag, work.events, work.backend));
  }

  /** Tells {@code listener} of progress, on several threads. */
  public EvaluationPlan telling(Consumer<Event> listener) {
    return with(new Work(work.threads, work.batch, work.cancelled, listener, work.backend));
  }

  /**
   * The request that this describes, looked at: data and attacks are there, and the attacks can work on this model and these data.
   *
   * @throws RequestException with one sentence for each thing that is wrong
   */
  public Request request() {
    if (data == null) {
      throw new RequestException("data: expected the data to evaluate on, found none; add on(data)");
    }
    String name = name();
    Capabilities capabilities = new Capabilities(composer, name, source.model);
    capabilities.fit(data);
    List<NamedAttack> asked = asked();
    List<NamedAttack> all = attacks.referee ? new SanityLadder(composer, data, source.model instanceof Randomised).under(asked) : asked;
    Request request = new Request(extent.seed, backend().name(), name, source.input, List.of(), data.source(), null, extent.examples,
        Request.Shard.WHOLE, extent.budget, all).resolved(null, backend().name(), data.size());
    request.accept(data.domain());
    capabilities.accept(request.attacks());
    return request;
  }

  private List<NamedAttack> asked() {
    List<NamedAttack> asked = new ArrayList<>();
    if (attacks.threats.isEmpty() && (attacks.given.isEmpty() || !attacks.presets.isEmpty())) {
      throw new RequestException("threat: expected a threat model, found none; add against(\"linf\", 8 / 255.0), or attacks that have one");
    }
    Problems problems = new Problems();
    List<String> presets = attacks.presets.isEmpty() && attacks.given.isEmpty() ? ATTACKS : attacks.presets;
    for (Threat threat : attacks.threats) {
      for (String preset : presets.isEmpty() ? ATTACKS : presets) {
        asked.add(problems.of(() -> attack(threat, preset), null));
      }
    }
    problems.refuse();
    asked.addAll(attacks.given);
    return asked;
  }

  private NamedAttack attack(Threat threat, String preset) {
    if (!(threat.eps >= 0) || Double.isInfinite(threat.eps)) {
      throw new RequestException("against: expected a size ≥ 0 of " + threat.name + ", found " + threat.eps);
    }
    try {
      composer.registry().find(ThreatModel.class, threat.name, "");
    } catch (RequestException e) {
      throw new RequestException(e.problems().stream().map(p -> "against: " + p).toList());
    }
    Map<String, String> variables = Map.of("threat", threat.name, "eps", Double.toString(threat.eps));
    Attack attack = new Presets(composer).build(Attack.class, "attack", preset, variables);
    return NamedAttack.of(preset, attack, "attack." + preset);
  }

  private String name() {
    if (source.name != null) {
      return source.name;
    }
    return registered(source.model).isEmpty() ? source.model.getClass().getSimpleName() : registered(source.model);
  }

  /** The configuration that builds the model; empty if its record is not registered. */
  private String registered(Decides model) {
    try {
      return composer.registry().isKind(Decides.class) ? composer.render(Decides.class, model).toString() : "";
    } catch (RequestException e) {
      return "";
    }
  }

  private Backend backend() {
    return source.model.backend().orElse(work.backend);
  }

  /** What is evaluated: its digest is that of its file, of its configuration, or of its parameters, whichever there is first. */
  private Subject subject() {
    String configuration = registered(source.model);
    long parameters = source.model instanceof Model m ? m.parameters().size() : 0;
    String digest = source.digest;
    if (digest == null) {
      String said = !configuration.isEmpty() || !(source.model instanceof Model m) ? configuration
          : Arrays.toString(m.parameters().theta().toFloats());
      digest = said.isEmpty() ? "" : Sha256.of(said);
    }
    return new Subject(digest, parameters, data.digest(), backend().arithmetic(), Environment.version(), PluginVersion.of(composer.registry()));
  }

  /**
   * Evaluates, on threads of its own, and waits. Where it is cancelled, or the calling thread is interrupted, the result has the
   * examples that were done.
   *
   * @throws RequestException as {@link #request}; nothing has run then
   */
  public EvaluationResult run() {
    Request request = request();
    Subject subject = subject();
    long started = System.nanoTime();
    AtomicBoolean left = new AtomicBoolean();
    Journal journal = Journal.inMemory();
    BooleanSupplier cancelled = () -> left.get() || work.cancelled.getAsBoolean();
    RunContext run = new RunContext(request.seed(), "danskin", request.budget(), cancelled, work.events);
    try {
      if (!cancelled.getAsBoolean()) {
        Evaluation.keep(() -> new Diagnosis(composer, request).of(source.model, data), journal);
      }
      Map<String, Evaluation.Cost> costs = new Evaluation(source.model, data, request.attacks(), work.batch, work.threads)
          .run(request.shard().ids(request.examples()), journal, run);
      EvaluationResult.Effort effort = new EvaluationResult.Effort(costs, (System.nanoTime() - started) * 1e-9, work.threads);
      return new EvaluationResult(composer, request, subject, data, journal.entries(), effort);
    } catch (IOException e) {
      throw new UncheckedIOException("a journal in memory cannot fail", e);
    } finally {
      left.set(true);
    }
  }
}
