package dev.danskin.cli;

import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.job.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether the folder of a comparison holds: each evaluation, then what is said of them together. */
final class ComparisonCheck {
  private final Composer composer;
  private final Recorded recorded;
  private final String backend;

  ComparisonCheck(Composer composer, Recorded recorded, String backend) {
    this.composer = composer;
    this.recorded = recorded;
    this.backend = backend;
  }

  /** Prints a line for each evaluation and one for the whole; the exit status. */
  int print() throws IOException {
    recorded.whole();
    int status = 0;
    List<EvaluationCheck> checks = new ArrayList<>();
    Findings findings = new Findings();
    findings.problems(recorded.problems());
    for (Map.Entry<String, ?> e : Comparison.requests(composer, recorded.configuration(), recorded.where()).entrySet()) {
      Recorded each = Recorded.of(recorded.folder().resolve(e.getKey())).whole();
      if (!each.kind().equals("evaluation")) {
        throw new RequestException(each.where() + ": expected the configuration of an evaluation (kind: evaluation), found " + each.kind());
      }
      System.out.print(e.getKey() + ": ");
      EvaluationCheck check = EvaluationCheck.of(composer, each, backend);
      status = Math.max(status, check.print());
      checks.add(check);
      same(findings, e.getKey(), each);
    }
    together(findings, checks);
    return Math.max(status, findings.print("the comparison of " + checks.size(), System.out));
  }

  /** Configuration and figures of each stand here and in its own folder. */
  private void same(Findings findings, String name, Recorded each) {
    String own = name + "/";
    Difference.between(each.configuration(), recorded.configuration().path("evaluations").path(name), Set.of()).forEach(d ->
        findings.problem("config.yaml: " + d.path() + " of " + name + " is " + d.found() + ", but " + own + "config.yaml says " + d.expected()));
    Difference.between(each.results(), recorded.results().path("evaluations").path(name), Set.of("timings", "environment")).forEach(d ->
        findings.problem("results.json: " + d.path() + " of " + name + " is " + d.found() + ", but " + own + "results.json says "
            + d.expected()));
  }

  private void together(Findings findings, List<EvaluationCheck> checks) throws IOException {
    List<Results> results = checks.stream().map(EvaluationCheck::results).toList();
    if (results.contains(null)) {
      findings.note("tests between networks were not looked at, since rows of one are not known");
      return;
    }
    Comparison comparison = Comparison.of(recorded.folder(), results, checks.stream().map(EvaluationCheck::job).toList());
    JsonNode expected = comparison.tree();
    for (Difference d : Difference.between(expected, recorded.results(), Set.of("danskin", "evaluations", "files"))) {
      findings.problem("results.json: " + d.path() + " is " + d.found() + ", but the evaluations give " + d.expected());
    }
    if (recorded.configuration().path("danskin").asString("").equals(Version.number())) {
      Page.check(findings, recorded.folder().resolve("report.html"), comparison.html());
    }
    EvaluationCheck.files(findings, recorded, List.of("report.html"));
  }
}
