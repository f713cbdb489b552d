package dev.danskin.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whether a report is that of its results. */
final class Page {
  private static final int AROUND = 24;

  private Page() {}

  static void check(Findings findings, Path file, String expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    byte[] found = Files.readAllBytes(file);
    byte[] wanted = expected.getBytes(StandardCharsets.UTF_8);
    int at = Arrays.mismatch(wanted, found);
    if (at >= 0) {
      findings.problem(file.getFileName() + ": is not the report of these results; from byte " + at + " on it has '" + piece(found, at)
          + "', but the rows give '" + piece(wanted, at) + "'");
    }
  }

  private static String piece(byte[] page, int at) {
    int from = Math.min(page.length, Math.max(0, at - AROUND / 2));
    return new String(page, from, Math.min(page.length - from, AROUND), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
  }
}
