package dev.danskin.runtime.evaluation;

import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.job.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks whether an evaluation's folder holds: the journal belongs to configuration, model and data; the rows are the journal's; figures,
 * flags and verdict follow from them; clean predictions are the model's; and each stored input is valid, near enough to its original and
 * misjudged by the model. What only the attacks themselves can tell, how much they spent and whether they could find more, a replay tells.
 *
 * @param request what the folder says it answers
 * @param subject model and data as they are, on the arithmetic of now, by the program that the folder names
 * @param findings a look at the model
 */
public record Check(Folder folder, Request request, Subject subject, Decides model, Dataset data, Composer composer,
    Supplier<List<Figures.Flag>> findings) {
  /** The share of examples on which two arithmetics may disagree. */
  public static final double BETWEEN_ARITHMETICS = 0.005;

  private static final Set<String> NOT_FIGURES = Set.of("timings", "environment", "files");

  /**
   * What does not hold.
   *
   * @param problems one sentence for each thing
   * @param notes examples that the model judges otherwise on another arithmetic, few enough
   * @param content what the journal holds; null where it cannot be trusted
   * @param figures that follow from the rows; null where there are none
   */
  public record Told(List<String> problems, List<String> notes, Folder.Content content, Figures figures) {}

  /**
   * Looks at everything.
   *
   * @param configuration the text of {@code config.yaml}, or what it should be
   * @param found what {@code results.json} holds; missing if it cannot be read
   */
  public Told told(String configuration, JsonNode found) throws IOException {
    List<String> problems = new ArrayList<>();
    Folder.Content journal = new JournalCheck(folder, request, problems).content(configuration, subject).orElse(null);
    RowsCheck check = new RowsCheck(request, problems);
    boolean recorded = journal != null && check.complete("journal", journal.rows());
    List<ExampleRow> rows = read(() -> folder.examples(), problems).orElse(null);
    boolean complete = rows != null && check.complete("examples.csv", rows);
    if (recorded && rows != null) {
      check.against(rows, journal.rows());
    }
    Figures figures = null;
    if (recorded || complete) {
      figures = Figures.of(recorded ? journal.rows() : rows, request.attacks(), data.domain(), recorded ? journal.findings() : List.of());
      figures(figures, recorded, found, problems);
    }
    ModelCheck judge = new ModelCheck(request, model, data, problems);
    judge(judge, check, rows, recorded ? journal : null, problems);
    boolean other = recorded && !Folder.arithmetic(folder.recorded()).equals(subject.arithmetic());
    boolean few = other && judge.examples() <= BETWEEN_ARITHMETICS * request.examples();
    if (!few) {
      problems.addAll(judge.judged());
    }
    if (recorded && !other) {
      flags(journal.findings(), problems);
    }
    return new Told(problems, few ? judge.judged() : List.of(), recorded ? journal : null, figures);
  }

  private void judge(ModelCheck judge, RowsCheck check, List<ExampleRow> found, Folder.Content journal, List<String> problems)
      throws IOException {
    List<ExampleRow> rows = found != null ? found : journal != null ? journal.rows() : List.of();
    List<ExampleRow> known = rows.stream().filter(r -> r.id() >= 0 && r.id() < data.size()).toList();
    judge.clean(known);
    Optional<List<String>> ids = read(() -> folder.adversarialIds(), problems);
    Optional<List<float[]>> inputs = read(() -> folder.adversarial(), problems);
    if (ids.isPresent() && inputs.isPresent()) {
      if (journal != null) {
        check.inputs(ids.get(), inputs.get(), journal);
      }
      judge.adversarial(known, ids.get(), inputs.get());
    }
  }

  /** Files that cannot be read are a problem like others. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> Optional<T> read(Reading<T> reading, List<String> problems) throws IOException {
    try {
      return Optional.of(reading.read());
    } catch (RequestException e) {
      problems.addAll(e.problems().stream().map(p -> p.replace(folder.path() + java.io.File.separator, "")).toList());
      return Optional.empty();
    }
  }

  private void figures(Figures figures, boolean recorded, JsonNode found, List<String> problems) {
    if (!found.isObject()) {
      return;
    }
    ObjectNode expected = Folder.results(request, subject, figures, composer, Map.of(), 0, 0, 1);
    if (!found.has("configuration")) {
      expected.remove("configuration");
    }
    if (!recorded) {
      expected.remove(List.of("flags", "verdict", "ladder"));
    }
    for (Difference d : Difference.between(expected, found, NOT_FIGURES)) {
      boolean unknown = !recorded && d.expected().equals("nothing");
      if (!unknown) {
        problems.add("results.json: " + d.path() + " is " + d.found() + ", but " + source(d.path()) + d.expected());
      }
    }
  }

  private static String source(String path) {
    return path.startsWith("configuration") ? "config.yaml says " : path.startsWith("model") || path.startsWith("data.sha256")
        ? "the files give " : "rows, model and data give ";
  }

  private void flags(List<Figures.Flag> recorded, List<String> problems) {
    List<Figures.Flag> now = findings.get();
    recorded.stream().filter(f -> !now.contains(f)).forEach(f -> problems.add("journal: says that the model has " + f.id() + " (" + f.examples()
        + " examples), but a look at the model does not"));
    now.stream().filter(f -> !recorded.contains(f)).forEach(f -> problems.add("journal: does not say that the model has " + f.id() + " (" + f.examples()
        + " examples), but a look at the model does"));
  }
}
