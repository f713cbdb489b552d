package dev.danskin.runtime.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Configuration trees: YAML and JSON in, canonical YAML and JSON out. No class name in a file is ever looked at. */
public final class Trees {
  private static final long MOST_BYTES = 256L << 20;
  private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
      .enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS).build();
  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Trees() {}

  /** An empty mapping. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Parses YAML (hence JSON).
   *
   * @param where for the message: a file or an option
   * @throws RequestException naming the line if the text is neither
   */
  public static JsonNode parse(String text, String where) {
    try {
      return YAML.readTree(text);
    } catch (JacksonException e) {
      throw new RequestException(where + ": expected YAML or JSON, found an error at line " + line(e) + ": " + reason(e));
    }
  }

  /** What the parser says, in its first line and without what concerns its own code. */
  private static String reason(JacksonException e) {
    String said = Objects.requireNonNullElse(e.getOriginalMessage(), "").lines().findFirst().orElse("");
    return said.startsWith("Trailing token") ? "more follows the end of the document" : said.replaceFirst(" *(failed to tokenize)? due to .*", "");
  }

  /**
   * Parses a file of YAML or JSON.
   *
   * @throws RequestException naming the file if it is too large, no text or neither
   * @throws IOException if there is none or reading fails
   */
  public static JsonNode read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new RequestException(file + ": expected at most " + (MOST_BYTES >> 20) + " MiB of YAML or JSON, found " + Files.size(file) + " bytes");
    }
    return parse(text(file), file.toString());
  }

  /**
   * The text of a file.
   *
   * @throws RequestException naming the file if its bytes are no UTF-8
   * @throws IOException if there is none or reading fails
   */
  public static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new RequestException(file + ": expected text in UTF-8, found other bytes; it is damaged or another kind of file");
    }
  }

  private static int line(JacksonException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }

  /** Canonical YAML: the keys in the order of the tree. */
  public static String yaml(JsonNode tree) {
    return YAML.writeValueAsString(tree);
  }

  /** Indented JSON with a line end. */
  public static String json(JsonNode tree) {
    return JSON.writeValueAsString(tree).replace("\r\n", "\n") + "\n";
  }

  /**
   * {@code base} with {@code changes} laid over it. Mappings merge key by key, except where a mapping names a component:
   * another name replaces it.
   */
  public static JsonNode merge(JsonNode base, JsonNode changes) {
    if (!(base instanceof ObjectNode b) || !(changes instanceof ObjectNode c)) {
      return changes;
    }
    boolean otherComponent = b.size() == 1 && c.size() == 1 && !b.propertyNames().equals(c.propertyNames())
        && b.properties().iterator().next().getValue().isObject();
    if (otherComponent) {
      return changes;
    }
    ObjectNode merged = b.deepCopy();
    for (Map.Entry<String, JsonNode> e : c.properties()) {
      JsonNode old = merged.get(e.getKey());
      merged.set(e.getKey(), old == null ? e.getValue() : merge(old, e.getValue()));
    }
    return merged;
  }

  /** Both mappings, key by key; where both have a value that of {@code b} counts. */
  public static ObjectNode joined(ObjectNode a, ObjectNode b) {
    ObjectNode joined = a.deepCopy();
    for (Map.Entry<String, JsonNode> e : b.properties()) {
      boolean both = joined.get(e.getKey()) instanceof ObjectNode && e.getValue() instanceof ObjectNode;
      joined.set(e.getKey(), both ? joined((ObjectNode) joined.get(e.getKey()), (ObjectNode) e.getValue()) : e.getValue());
    }
    return joined;
  }

  /** A tree that has {@code value} at {@code path} and nothing else. */
  public static ObjectNode at(String[] path, JsonNode value) {
    JsonNode tree = value;
    for (int i = path.length - 1; i >= 0; i--) {
      ObjectNode outer = object();
      outer.set(path[i], tree);
      tree = outer;
    }
    return (ObjectNode) tree;
  }
}
