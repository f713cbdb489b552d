package dev.danskin.runtime.evaluation;

import dev.danskin.api.Dataset;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.job.Environment;
import dev.danskin.runtime.job.Journal;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** What an evaluation found: of all examples, or of those that were done when it was stopped. */
public final class EvaluationResult {
  /** What it took. */
  record Effort(Map<String, Evaluation.Cost> costs, double seconds, int threads) {}

  /**
   * An input that fooled the model.
   *
   * @param row whose, by which attack
   * @param input x ⊕ δ in C order, in the units of the data
   */
  public record Adversarial(ExampleRow row, float[] input) {}

  private final Composer composer;
  private final Request request;
  private final Subject subject;
  private final Dataset data;
  private final List<byte[]> entries;
  private final Effort effort;
  private final Folder.Content content;
  private final Figures figures;

  EvaluationResult(Composer composer, Request request, Subject subject, Dataset data, List<byte[]> entries, Effort effort) {
    this.composer = composer;
    this.request = request;
    this.subject = subject;
    this.data = data;
    this.entries = entries;
    this.effort = effort;
    content = Folder.sorted(entries, request.attacks());
    figures = Figures.of(content.rows(), request.attacks(), data.domain(), content.findings());
  }

  /** What was asked. */
  public Request request() {
    return request;
  }

  /** All figures. */
  public Figures figures() {
    return figures;
  }

  /** How many examples were done. */
  public int examples() {
    return figures.examples();
  }

  /** Whether all examples that were asked for were done. */
  public boolean complete() {
    return examples() == request.examples();
  }

  /** Whether an attack itself failed on some example; the rows say on which, and the log why. */
  public boolean failed() {
    return content.rows().stream().anyMatch(r -> r.status() == Status.FAILED);
  }

  /** Accuracy on clean inputs. */
  public Share clean() {
    return new Share(figures.correct(), examples());
  }

  /**
   * Accuracy under an attack; a clean mistake counts as one.
   *
   * @throws IllegalArgumentException unless there is exactly one of that name, naming those that there are
   */
  public Share under(String attack) {
    return only(attack, figures.attacks().stream().filter(l -> l.attack().name().equals(attack)).toList());
  }

  /**
   * Accuracy under an attack of this size.
   *
   * @throws IllegalArgumentException unless there is one, naming those that there are
   */
  public Share under(String attack, double eps) {
    return only(attack + " at " + Numbers.shown(eps),
        figures.attacks().stream().filter(l -> l.attack().name().equals(attack) && l.attack().eps() == eps).toList());
  }

  private Share only(String asked, List<Figures.Line> lines) {
    if (lines.size() != 1) {
      throw new IllegalArgumentException("expected one attack " + asked + ", found " + lines.size() + " among "
          + String.join(", ", figures.attacks().stream().map(l -> l.attack().name() + " at " + Numbers.shown(l.attack().eps())).toList()));
    }
    return new Share(lines.get(0).robust(), examples());
  }

  /** Accuracy in the hardest worst case: robust to every attack of one threat model and size at once. */
  public Share worstCase() {
    return new Share(figures.headline().robust(), examples());
  }

  /** What a reader should know before believing the figures. */
  public List<Figures.Flag> flags() {
    return figures.flags();
  }

  /** What a referee would say, in one sentence. */
  public String verdict() {
    return examples() == 0 ? "No example was evaluated." : figures.verdict();
  }

  /** One row for each example and attack, by id, then attack. */
  public List<ExampleRow> rows() {
    return content.rows();
  }

  /** The inputs that fooled the model, in the order of their rows. */
  public List<Adversarial> adversarial() {
    return IntStream.range(0, content.rows().size()).filter(i -> content.adversarial().get(i) != null)
        .mapToObj(i -> new Adversarial(content.rows().get(i), content.adversarial().get(i).clone())).toList();
  }

  /**
   * Writes a job's folder: {@code config.yaml}, {@code results.json}, {@code examples.csv}, the adversarial examples, and the journal, from
   * which {@code danskin evaluate --resume} goes on where this was stopped.
   *
   * @return the folder
   * @throws RequestException if it holds a job already, nothing was done, or an attack is of no registered record, since a folder must say
   *     how to repeat it
   * @throws IOException if writing fails
   */
  public Folder write(Path path) throws IOException {
    if (examples() == 0) {
      throw new RequestException(path + ": expected at least one example that was evaluated, found none; there is nothing to write");
    }
    Folder folder = new Folder(path);
    if (Files.exists(folder.journal())) {
      throw new RequestException(path + ": holds a job already; give another folder");
    }
    ObjectNode results = Folder.results(request, subject, figures, composer, effort.costs, effort.seconds, Environment.cpuSeconds(),
        effort.threads);
    folder.create();
    try (Journal journal = folder.open(request, subject, composer)) {
      for (byte[] entry : entries) {
        journal.append(entry);
      }
    }
    folder.write(content, data.inputShape());
    results.set("files", Sha256.of(path, Folder.FILES));
    AtomicFiles.write(path.resolve("results.json"), Trees.json(results));
    return folder;
  }

  /** The figures, a line for each. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("clean " + clean());
    figures.attacks().stream().filter(l -> !l.attack().ladder()).forEach(l -> lines.add(l.attack().name() + ", "
        + Figures.threat(l.attack()) + " " + Numbers.shown(l.attack().eps()) + ": " + new Share(l.robust(), examples())));
    figures.flags().forEach(f -> lines.add("! " + f.id() + ", " + f.examples() + " examples: " + f.advice()));
    lines.add(verdict());
    return String.join(System.lineSeparator(), lines);
  }
}
