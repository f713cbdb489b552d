package dev.danskin.bench.report;

import dev.danskin.runtime.config.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Under what circumstances a record was measured.
 *
 * @param danskin version of the program
 * @param date day and time, UTC, ISO 8601
 * @param commit what git had checked out, if that is known
 * @param kernels hash of the kernels' sources, see {@link KernelSources}
 * @param quick few and short iterations: a test of the command, not a measurement
 * @param whole every benchmark of the plan was measured: none failed, and nobody stopped the run
 * @param jdks version strings by feature version
 * @param flags of the JVMs, but for those that a benchmark adds
 * @param variables of the environment, which say how many threads native libraries take
 */
public record Setting(String danskin, String date, Optional<String> commit, String kernels, boolean quick, boolean whole,
    Machine machine, Map<Integer, String> jdks, List<String> flags, Map<String, String> variables) {
  private static final List<String> VARIABLES = List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_WAIT_POLICY");

  /** What the environment says of native libraries' threads. */
  static Map<String, String> variables(Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    VARIABLES.forEach(v -> variables.put(v, environment.getOrDefault(v, "unset")));
    return variables;
  }

  ObjectNode tree() {
    ObjectNode tree = Trees.object();
    tree.put("danskin", danskin).put("date", date);
    commit.ifPresent(c -> tree.put("commit", c));
    tree.put("kernels", kernels).put("quick", quick).put("whole", whole);
    ObjectNode where = tree.putObject("machine");
    where.put("processor", machine.processor()).put("processors", machine.processors());
    machine.caches().forEach(where.putArray("caches")::add);
    where.put("os", machine.os());
    ArrayNode versions = tree.putArray("jdks");
    jdks.forEach((feature, version) -> versions.addObject().put("feature", feature).put("version", version));
    ArrayNode options = tree.putArray("flags");
    flags.forEach(options::add);
    ObjectNode environment = tree.putObject("variables");
    variables.forEach(environment::put);
    return tree;
  }

  static Setting of(JsonNode tree, String where) {
    Fields f = new Fields(tree, where);
    Fields m = new Fields(f.mapping("machine"), where + ", machine");
    Map<Integer, String> jdks = new TreeMap<>();
    for (JsonNode each : f.list("jdks")) {
      Fields jdk = new Fields(each, where + ", jdks");
      jdks.put(jdk.whole("feature"), jdk.text("version"));
    }
    return new Setting(f.text("danskin"), f.text("date"), tree.has("commit") ? Optional.of(f.text("commit")) : Optional.empty(),
        f.text("kernels"), f.flag("quick"), f.flag("whole"),
        new Machine(m.text("processor"), m.whole("processors"), texts(m.list("caches")), m.text("os")), jdks,
        texts(f.list("flags")), texts(f.mapping("variables"), where + ", variables"));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(t -> texts.add(t.asString("")));
    return texts;
  }

  private static Map<String, String> texts(JsonNode mapping, String where) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping.properties().forEach(e -> texts.put(e.getKey(), new Fields(mapping, where).text(e.getKey())));
    return texts;
  }
}
