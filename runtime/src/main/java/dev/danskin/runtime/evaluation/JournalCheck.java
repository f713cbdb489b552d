package dev.danskin.runtime.evaluation;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.job.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Looks whether a folder's journal is whole and belongs to the folder's configuration, model and data. */
final class JournalCheck {
  private final Folder folder;
  private final Request request;
  private final List<String> problems;

  JournalCheck(Folder folder, Request request, List<String> problems) {
    this.folder = folder;
    this.request = request;
    this.problems = problems;
  }

  /**
   * What the journal holds; empty where it is missing or damaged.
   *
   * @param configuration what it should have been recorded with, as YAML
   * @param subject model and data as they are
   */
  Optional<Folder.Content> content(String configuration, Subject subject) throws IOException {
    List<byte[]> recorded;
    try {
      recorded = folder.recorded();
    } catch (RequestException e) {
      problems.add("journal: " + (Files.exists(folder.journal()) ? "expected the record of the job, found an empty or damaged file" : "is missing"));
      return Optional.empty();
    }
    long whole = recorded.stream().mapToLong(e -> e.length + Journal.OVERHEAD).sum();
    if (whole != Files.size(folder.journal())) {
      problems.add("journal: is damaged from byte " + whole + " on, behind " + (recorded.size() - 1) + " whole pieces");
    }
    identity(subject.on(Folder.arithmetic(recorded)).identity(configuration).split("\n"), Folder.identity(recorded).split("\n"));
    try {
      return Optional.of(Folder.sorted(recorded.subList(1, recorded.size()), request.attacks()));
    } catch (IllegalArgumentException e) {
      problems.add("journal: holds a piece that is none (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  private void identity(String[] expected, String[] lines) {
    for (int i = 0; i < Math.max(expected.length, lines.length); i++) {
      String a = i < expected.length ? expected[i] : "nothing";
      String b = i < lines.length ? lines[i] : "nothing";
      if (!a.equals(b)) {
        boolean configured = i < expected.length - 3;
        problems.add(configured ? "config.yaml: line " + (i + 1) + " is '" + a.strip() + "', but the journal was recorded with '" + b.strip() + "'"
            : "journal: was recorded with '" + b.strip() + "', but the folder says '" + a.strip() + "'");
        return;
      }
    }
  }
}
