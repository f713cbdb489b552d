package dev.danskin.bench.table;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Which of our attacks answers a row of a reference.
 *
 * @param reference its library and attack
 * @param attack our named attack
 * @param set what differs from its defaults, as {@code --set attack.NAME.} takes it
 */
record Answer(String reference, String attack, List<String> set) {
  /** All of {@code attacks.yaml}, in its order. */
  static List<Answer> all() {
    try (InputStream in = Answer.class.getResourceAsStream("attacks.yaml")) {
      List<Answer> all = new ArrayList<>();
      for (JsonNode n : Trees.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "attacks.yaml")) {
        List<String> set = new ArrayList<>();
        n.path("set").forEach(s -> set.add(s.asString()));
        all.add(new Answer(n.path("reference").asString(), n.path("attack").asString(), set));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
