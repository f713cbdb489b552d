package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a page that a test keeps up to date, between {@code <!-- NAME -->} and {@code <!-- end of NAME -->};
 * {@code -Ddanskin.docs.write=true} writes it anew.
 *
 * @param page the document
 * @param name of the part
 */
public record GeneratedSection(Path page, String name) {
  /**
   * Demands that the part is this text, or writes it.
   *
   * @throws IllegalArgumentException if the page has no such part
   */
  public void is(String text) {
    try {
      String all = Files.readString(page).replace("\r\n", "\n");
      String begin = "<!-- " + name + " -->";
      String end = "<!-- end of " + name + " -->";
      Matcher part = Pattern.compile("(?s)(" + Pattern.quote(begin) + "\n)(.*?)(" + Pattern.quote(end) + ")").matcher(all);
      if (!part.find()) {
        throw new IllegalArgumentException("expected " + begin + " and " + end + " in " + page + ", found none; add them");
      }
      if (Boolean.getBoolean("danskin.docs.write")) {
        Files.writeString(page, part.replaceFirst(Matcher.quoteReplacement(part.group(1) + text + part.group(3))));
      } else {
        assertThat(part.group(2)).as("%s in %s; -Ddanskin.docs.write=true writes it", name, page).isEqualTo(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expected a page that can be read and written, found " + page, e);
    }
  }
}
