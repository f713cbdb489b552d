package dev.danskin.cli.report;

/** Text that is safe inside a page. */
final class Html {
  private Html() {}

  static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }
}
