package dev.danskin.cli;

import dev.danskin.api.Decides;
import dev.danskin.cli.report.Report;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.evaluation.Check;
import dev.danskin.runtime.evaluation.Folder;
import dev.danskin.runtime.evaluation.Request;
import dev.danskin.runtime.evaluation.Subject;
import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether the folder of one evaluation holds. */
final class EvaluationCheck {
  private final Recorded recorded;
  private final Request request;
  private final Composer composer;
  private final Findings findings = new Findings();
  private EvaluationJob job;
  private Check.Told told;
  private Subject subject;

  private EvaluationCheck(Recorded recorded, Request request, Composer composer) {
    this.recorded = recorded;
    this.request = request;
    this.composer = composer;
    findings.problems(recorded.problems());
  }

  /**
   * Looks at everything.
   *
   * @param backend null for the recorded one
   */
  static EvaluationCheck of(Composer composer, Recorded recorded, String backend) throws IOException {
    Request request = Request.of(recorded.configuration(), composer, recorded.where());
    EvaluationCheck check = new EvaluationCheck(recorded, request, composer);
    if (check.sameModel()) {
      check.job = EvaluationJob.open(composer, backend == null ? request : request.on(backend), false, new Folder(recorded.folder()));
      if (check.sameData()) {
        check.look();
      }
    }
    return check;
  }

  private boolean sameModel() {
    return same(findings, "model " + request.model(), Target.digest(composer, request.model()), recorded.text("model", "sha256"));
  }

  private boolean sameData() {
    return same(findings, "data " + request.data(), job.data().digest(), recorded.text("data", "sha256"));
  }

  /** Says so if something has another digest than was recorded; where none was recorded nothing is said. */
  static boolean same(Findings findings, String what, String found, String expected) {
    if (!expected.isEmpty() && !expected.equals(found)) {
      findings.problem(what + ": has SHA-256 " + found + ", but results.json records " + expected
          + "; one of them was replaced after the job");
      return false;
    }
    return true;
  }

  private void look() throws IOException {
    String version = recorded.configuration().path("danskin").asString("");
    Subject here = job.subject(job.backend().arithmetic());
    subject = new Subject(here.modelDigest(), here.parameters(), here.dataDigest(), here.arithmetic(), version, here.plugins());
    try (Target.Running running = job.target().open(job.backend(), job.data(), request.transformations())) {
      Decides model = running.model();
      Check check = new Check(job.folder(), request, subject, model, job.data(), composer, () -> job.findings(model));
      told = check.told(recorded.text(), recorded.results());
    }
    findings.problems(told.problems());
    told.notes().forEach(n -> findings.note(n + " (another arithmetic)"));
    arithmetic();
    List<String> files = Folder.files(recorded.results());
    if (told.content() != null && version.equals(Version.number()) && files.contains(Folder.PAGE)) {
      Subject then = subject.on(Folder.arithmetic(job.folder().recorded()));
      Page.check(findings, recorded.folder().resolve("report.html"),
          new Report(request, then, told.figures(), told.content(), job.data(), composer).html());
    }
    files(findings, recorded, files);
  }

  private void arithmetic() throws IOException {
    String said = recorded.text("environment", "arithmetic");
    if (told.content() != null && !said.isEmpty() && !said.equals(Folder.arithmetic(job.folder().recorded()))) {
      findings.problem("results.json: environment.arithmetic is \"" + said + "\", but the journal was recorded on \""
          + Folder.arithmetic(job.folder().recorded()) + "\"");
    }
  }

  /** Files whose digests are not those recorded, where no other sentence names them. */
  static void files(Findings findings, Recorded recorded, List<String> files) throws IOException {
    for (String name : files) {
      Path file = recorded.folder().resolve(name);
      String expected = recorded.text("files", name);
      if (!java.nio.file.Files.isRegularFile(file)) {
        if (!findings.names(name)) {
          findings.problem(name + ": is missing");
        }
      } else if (!findings.names(name)) {
        same(findings, name, Sha256.of(file), expected);
      }
    }
  }

  Findings findings() {
    return findings;
  }

  /** What was checked, as results; null where the rows cannot be trusted. */
  Results results() {
    return told == null || told.content() == null ? null
        : Results.read(job, subject, told.content(), told.figures(), recorded.results());
  }

  EvaluationJob job() {
    return job;
  }

  int print() {
    boolean known = told != null && told.figures() != null;
    return findings.print(known ? told.figures().examples() + " examples, " + request.attacks().size() + " attacks" : "", System.out);
  }
}
