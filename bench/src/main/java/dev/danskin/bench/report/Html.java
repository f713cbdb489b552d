package dev.danskin.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What all pages have in common: self-contained, no scripts, light and dark, for a phone, a screen and paper. */
public final class Html {
  private Html() {}

  /** Text that is safe inside a page. */
  public static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }

  /** The beginning of a page, up to its contents. */
  public static String head(String title) {
    return head(title, "<main>");
  }

  /** As {@link #head(String)}, of a page with room for plots beside each other. */
  public static String wide(String title) {
    return head(title, "<main class=\"broad\">");
  }

  private static String head(String title, String main) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
        + "initial-scale=1\"><title>" + text(title) + "</title><style>" + style() + "</style></head><body>" + main;
  }

  private static String style() {
    try (InputStream in = Html.class.getResourceAsStream("page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
