package dev.danskin.cli;

import dev.danskin.api.Attack;
import dev.danskin.api.Budget;
import dev.danskin.api.DataDescription;
import dev.danskin.api.ThreatModel;
import dev.danskin.api.Transformation;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.Problems;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Limits;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns options and a configuration file into a complete request; options override the file, the file the defaults. */
record Plan(Composer composer) {
  private static final Set<String> KEYS =
      Set.of("model", "input", "transform", "data", "domain", "threat", "eps", "attack", "examples", "seed", "backend", "budget", "require");
  private static final int EXAMPLES = 1000;
  private static final int TOUR_EXAMPLES = 300;
  private static final List<Map.Entry<String, List<String>>> TOUR = List.of(Map.entry("linf", List.of("0.1", "0.25")),
      Map.entry("l2", List.of("1", "2")), Map.entry("l1", List.of("10", "20")));

  /** One request for each network. */
  List<Request> of(EvaluateCommand command) throws IOException {
    JsonNode file = command.file();
    if (file.has("kind")) {
      Request recorded = Request.of(withChanges(file, command.set), composer, command.config.toString());
      DataDescription domain = command.domain.read(composer, recorded.domain());
      return each(models(command.model, List.of(recorded.model())), seeds(command, recorded.seed()),
          (m, seed) -> overridden(recorded, m, seed, domain, command));
    }
    known(file, command);
    composer.registry().require(Request.required(file));
    List<String> given = file.has("model") ? given(file.path("model")) : null;
    boolean embedded = command.model == null && given == null;
    String data = first(command.data, file.path("data"), embedded ? "strokes" : null);
    if (data == null) {
      throw new RequestException("--data: expected the data that the model was made for, such as mnist:FOLDER or csv:FILE, found none");
    }
    DataDescription described = file.has("domain") ? composer.build(DataDescription.class, file.get("domain"), "domain") : null;
    DataDescription domain = command.domain.read(composer, described);
    boolean plain = embedded && command.threat == null && command.eps == null && !file.has("threat") && !file.has("eps");
    List<NamedAttack> attacks = plain ? tour(command) : attacks(command, file);
    int examples = examples(command, file.path("examples"), plain ? TOUR_EXAMPLES : EXAMPLES);
    Request.Shard shard = command.shard == null ? Request.Shard.WHOLE : Request.Shard.parse(command.shard);
    Budget budget = command.budget == null ? Limits.of(file.path("budget"), "budget") : budget(command);
    List<Transformation> transformations =
        transformations(command, Request.transformations(file.path("transform"), composer, "transform"));
    long seedOfFile = Numbers.whole("seed", first(null, file.path("seed"), "0"), Long.MAX_VALUE);
    return each(models(command.model, given == null ? Targets.EMBEDDED : given), seeds(command, seedOfFile),
        (model, seed) -> new Request(seed, first(command.common.backend, file.path("backend"), "auto"), Target.canonical(composer, model),
            first(command.input, file.path("input"), "unit"), transformations, data, domain, examples, shard, budget, attacks));
  }

  private static List<Request> each(List<String> models, List<Long> seeds, BiFunction<String, Long, Request> request) {
    return models.stream().flatMap(m -> seeds.stream().map(s -> request.apply(m, s))).toList();
  }

  private static List<Long> seeds(EvaluateCommand command, long otherwise) {
    return command.seed == null ? List.of(otherwise) : command.seed.stream().distinct().toList();
  }

  private static Budget budget(EvaluateCommand command) {
    ObjectNode tree = Trees.object();
    command.budget.forEach(tree::put);
    return Limits.of(tree, "--budget");
  }

  private List<Transformation> transformations(EvaluateCommand command, List<Transformation> otherwise) {
    return command.transform == null ? otherwise : command.transform.stream()
        .map(t -> composer.build(Transformation.class, Trees.parse(t, "--transform"), "--transform")).toList();
  }

  private static List<String> models(List<String> asked, List<String> otherwise) {
    return asked == null ? otherwise : asked;
  }

  /** Names of networks, or one plugin's model with its keys. */
  private static List<String> given(JsonNode model) {
    return model.isArray() ? texts(model) : List.of(model.isObject() ? model.toString() : model.asString(""));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(n -> texts.add(n.asString(n.toString())));
    return texts;
  }

  /** What a look around shows: three threat models, two sizes of each. */
  private List<NamedAttack> tour(EvaluateCommand command) {
    List<NamedAttack> attacks = new ArrayList<>();
    ObjectNode changes = Presets.changes("attack", command.set);
    for (Map.Entry<String, List<String>> threat : TOUR) {
      for (String eps : threat.getValue()) {
        for (String name : command.attack == null ? List.of("noise", "fgsm", "pgd-restarts") : command.attack) {
          attacks.add(attack(name, threat.getKey(), eps, Trees.object().path("none"), changes));
        }
      }
    }
    unused(changes, attacks);
    return attacks;
  }

  private static void known(JsonNode file, EvaluateCommand command) {
    for (String key : file.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new RequestException(command.config + ": no key '" + key + "'" + Nearest.hint(key, KEYS));
      }
    }
  }

  private static int examples(EvaluateCommand command, JsonNode file, int otherwise) {
    return examples(command, (int) Numbers.whole("examples", first(null, file, Integer.toString(otherwise)), Integer.MAX_VALUE));
  }

  private static int examples(EvaluateCommand command, int otherwise) {
    int n = command.examples == null ? otherwise : command.examples;
    if (n < 1) {
      throw new RequestException("--examples: expected at least 1, found " + n);
    }
    return n;
  }

  private static String first(String option, JsonNode file, String otherwise) {
    return option != null ? option : file.isValueNode() && !file.isNull() ? file.asString() : otherwise;
  }

  private Request overridden(Request r, String model, long seed, DataDescription domain, EvaluateCommand c) {
    return new Request(seed, c.common.backend == null ? r.backend() : c.common.backend, model, c.input == null ? r.input() : c.input,
        transformations(c, r.transformations()), c.data == null ? r.data() : c.data, domain,
        examples(c, r.examples()), c.shard == null ? r.shard() : Request.Shard.parse(c.shard),
        c.budget == null ? r.budget() : budget(c), r.attacks());
  }

  private List<NamedAttack> attacks(EvaluateCommand command, JsonNode file) {
    String threat = first(command.threat, file.path("threat"), "linf");
    if (!composer.registry().of(ThreatModel.class).containsKey(threat)) {
      throw new RequestException("--threat: no threat model named '" + threat + "'"
          + Nearest.hint(threat, composer.registry().of(ThreatModel.class).keySet()));
    }
    List<NamedAttack> attacks = new ArrayList<>();
    Problems problems = new Problems();
    ObjectNode changes = Presets.changes("attack", command.set);
    for (String eps : radii(command, file.path("eps"))) {
      for (String name : names(command, file.path("attack"))) {
        attacks.add(problems.of(() -> attack(name, threat, eps, file.path("attack").path(name), changes), null));
      }
    }
    problems.refuse();
    unused(changes, attacks);
    return attacks;
  }

  private static List<String> radii(EvaluateCommand command, JsonNode file) {
    List<String> radii = new ArrayList<>();
    if (command.eps != null) {
      radii.addAll(command.eps);
    } else if (file.isArray()) {
      file.forEach(e -> radii.add(e.asString(e.toString())));
    } else if (file.isValueNode() && !file.isNull()) {
      radii.add(file.asString());
    } else {
      throw new RequestException("--eps: expected the size of the attack in the units of the data, such as 8/255, found none");
    }
    return radii;
  }

  private static List<String> names(EvaluateCommand command, JsonNode file) {
    if (command.attack != null) {
      return command.attack;
    }
    if (file.isObject()) {
      return List.copyOf(file.propertyNames());
    }
    List<String> names = new ArrayList<>(texts(file));
    if (file.isString()) {
      names.add(file.asString());
    }
    return names.isEmpty() ? List.of("noise", "fgsm", "pgd") : names;
  }

  private NamedAttack attack(String name, String threat, String eps, JsonNode body, ObjectNode changes) {
    Map<String, String> variables = Map.of("threat", threat, "eps", Double.toString(radius(eps)));
    Attack attack = new Presets(composer).build(Attack.class, "attack", name, variables, body, changes.path(name));
    return NamedAttack.of(name, attack, "attack." + name);
  }

  static double radius(String text) {
    try {
      double eps = Numbers.parse(text);
      if (eps >= 0 && !Double.isInfinite(eps)) {
        return eps;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new RequestException("--eps: expected a number ≥ 0 such as 0.1 or 8/255, found '" + text + "'");
  }

  private static void unused(ObjectNode changes, List<NamedAttack> attacks) {
    List<String> names = attacks.stream().map(NamedAttack::name).distinct().toList();
    for (String name : changes.propertyNames()) {
      if (!names.contains(name)) {
        throw new RequestException("--set: no attack named '" + name + "' in this evaluation" + Nearest.hint(name, names));
      }
    }
  }

  /** A canonical file with --set applied to its named attacks. */
  private JsonNode withChanges(JsonNode file, List<String> set) {
    ObjectNode changes = Presets.changes("attack", set);
    JsonNode changed = file.deepCopy();
    for (JsonNode entry : changed.path("attacks")) {
      JsonNode change = changes.path(entry.path("name").asString(""));
      if (change.isObject() && entry.path("attack").size() == 1) {
        String component = entry.path("attack").propertyNames().iterator().next();
        ((ObjectNode) entry.path("attack")).set(component, Trees.merge(entry.path("attack").path(component), change));
      }
    }
    return changed;
  }
}
