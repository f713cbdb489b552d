package dev.danskin.cli;

import dev.danskin.api.Default;
import dev.danskin.runtime.config.Registry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What generated pages say of registered components: the first paragraph of their documentation, and their keys. */
final class ComponentPages {
  private ComponentPages() {}

  static void section(StringBuilder page, Registry registry, String title, Class<?> kind) throws IOException {
    page.append("\n## ").append(title).append("\n\n| name | what | keys |\n| --- | --- | --- |\n");
    for (Map.Entry<String, dev.danskin.runtime.config.Entry> e : registry.of(kind).entrySet()) {
      Class<?> type = e.getValue().type();
      page.append("| `").append(e.getKey()).append("` | ").append(summary(type)).append(" | ").append(keys(type)).append(" |\n");
    }
  }

  static String keys(Class<?> type) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent c : type.getRecordComponents()) {
      Default d = c.getAnnotation(Default.class);
      keys.add("`" + c.getName() + (d == null ? "`" : ": " + d.value() + "`"));
    }
    return keys.isEmpty() ? "–" : String.join(", ", keys);
  }

  /** The first paragraph of a record's documentation. */
  static String summary(Class<?> type) throws IOException {
    String path = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
    for (String module : List.of("api", "solvers", "attacks")) {
      Path file = Path.of("..").resolve(module + "/src/main/java").resolve(path);
      if (Files.exists(file)) {
        Matcher m = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:public )?record " + type.getSimpleName() + "\\(", Pattern.DOTALL)
            .matcher(Files.readString(file));
        if (m.find()) {
          return plain(m.group(1));
        }
      }
    }
    throw new IllegalStateException("expected documentation of " + type.getName() + ", found none");
  }

  private static String plain(String javadoc) {
    String text = javadoc.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("(?s)\n\\s*(<p>|@param).*", "").replaceAll("</?pre>", " ")
        .replaceAll("\\{@(?:link|code) ([^}]*)}", "$1").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("|", "\\|");
    return text.replaceAll("\\s+", " ").strip();
  }
}
