package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attack;
import dev.danskin.api.Budget;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Decides;
import dev.danskin.api.Domain;
import dev.danskin.api.Transformation;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.config.Problems;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an evaluation was asked to do: the content of {@code config.yaml}. Batch size and threads are not part of it,
 * since no figure depends on them.
 *
 * @param seed the run's only seed
 * @param backend the backend's name
 * @param model a name or a file
 * @param input how inputs are scaled before the network: {@code unit}, {@code raw} or {@code mean=…,std=…}
 * @param transformations what is done to inputs before the network sees them, in order; may be empty
 * @param data a name or {@code KIND:PATH}
 * @param domain how the data are described; null for what they say themselves
 * @param examples how many of the first examples, ≥ 0; 0 for all
 * @param shard which part of them
 * @param budget what an attack may spend on one example
 * @param attacks at least one; no two with the same name and eps
 */
public record Request(long seed, String backend, String model, String input, List<Transformation> transformations, String data,
    DataDescription domain, int examples, Shard shard, Budget budget, List<NamedAttack> attacks) {
  private static final Set<String> KEYS =
      Set.of("kind", "danskin", "seed", "backend", "model", "data", "domain", "examples", "shard", "budget", "attacks", "require");

  public Request {
    transformations = List.copyOf(transformations);
    attacks = List.copyOf(attacks);
    if (attacks.isEmpty()) {
      throw new RequestException("attacks: expected at least one, found none; name one with --attack");
    }
    if (examples < 0) {
      throw new RequestException("examples: expected at least 1, or 0 for all, found " + examples);
    }
    if (attacks.stream().map(a -> a.name() + " " + a.eps()).distinct().count() < attacks.size()) {
      throw new RequestException("attacks: expected each name once for each eps; two entries agree in both");
    }
  }

  /** The examples id with id mod count = index − 1, where 1 ≤ index ≤ count. */
  public record Shard(int index, int count) {
    /** 1/1: all examples. */
    public static final Shard WHOLE = new Shard(1, 1);

    public Shard {
      if (count < 1 || index < 1 || index > count) {
        throw new RequestException("shard: expected I/N with 1 ≤ I ≤ N, found " + index + "/" + count);
      }
    }

    /**
     * Parses {@code I/N}.
     *
     * @throws RequestException unless 1 ≤ I ≤ N
     */
    public static Shard parse(String text) {
      String[] parts = text.split("/", -1);
      try {
        if (parts.length == 2) {
          return new Shard(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw new RequestException("shard: expected I/N, such as 1/5, found '" + text + "'");
    }

    /** The ids below n that belong to it, ascending. */
    public long[] ids(int n) {
      return LongStream.range(0, n).filter(id -> id % count == index - 1).toArray();
    }

    @Override
    public String toString() {
      return index + "/" + count;
    }
  }

  /** The same request for another part of the examples. */
  public Request with(Shard other) {
    return new Request(seed, backend, model, input, transformations, data, domain, examples, other, budget, attacks);
  }

  /** The same request on another backend. */
  public Request on(String other) {
    return new Request(seed, other, model, input, transformations, data, domain, examples, shard, budget, attacks);
  }

  /** The same request with other attacks. */
  public Request with(List<NamedAttack> others) {
    return new Request(seed, backend, model, input, transformations, data, domain, examples, shard, budget, others);
  }

  /**
   * The domain with what was found in the data, the backend by its own name, and as many examples as there are.
   *
   * @param description as the data came back with; null for what they say themselves
   * @throws RequestException if there are none
   */
  public Request resolved(DataDescription description, String backend, int available) {
    if (available < 1) {
      throw new RequestException("--data: expected at least one example, found none");
    }
    int some = examples == 0 ? available : Math.min(examples, available);
    return new Request(seed, backend, model, input, transformations, data, description, some, shard, budget, attacks);
  }

  /**
   * Refuses attacks that cannot work on such data before any of them runs.
   *
   * @throws RequestException with one sentence for each
   */
  public void accept(Domain of) {
    List<String> problems = new ArrayList<>();
    for (NamedAttack a : attacks) {
      try {
        a.attack().accept(of);
      } catch (IllegalArgumentException e) {
        problems.add("attack." + a.name() + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new RequestException(problems.stream().distinct().toList());
    }
  }

  /** The canonical form; every key is written but an empty list of transformations and a domain that is not described. */
  public ObjectNode tree(Composer composer, String version) {
    ObjectNode tree = Trees.object();
    tree.put("kind", "evaluation").put("danskin", version).put("seed", seed).put("backend", backend);
    describe(tree.putObject("model").put("source", model).put("input", input), composer);
    tree.put("data", data);
    if (domain != null) {
      tree.set("domain", composer.render(DataDescription.class, domain));
    }
    tree.put("examples", examples).put("shard", shard.toString());
    if (!budget.equals(Budget.UNLIMITED)) {
      tree.set("budget", Limits.tree(budget));
    }
    ArrayNode list = tree.putArray("attacks");
    for (NamedAttack a : attacks) {
      list.addObject().put("name", a.name()).set("attack", composer.render(Attack.class, a.attack()));
    }
    Set<String> plugins = plugins(composer);
    if (!plugins.isEmpty()) {
      ArrayNode required = tree.putArray("require");
      plugins.forEach(required::add);
    }
    return tree;
  }

  /** The plugins that brought what is in it. */
  private Set<String> plugins(Composer composer) {
    Set<String> plugins = new TreeSet<>();
    attacks.forEach(a -> plugins.addAll(composer.owners(Attack.class, a.attack())));
    transformations.forEach(t -> plugins.addAll(composer.owners(Transformation.class, t)));
    if (domain != null) {
      plugins.addAll(composer.owners(DataDescription.class, domain));
    }
    if (model.startsWith("{")) {
      plugins.addAll(composer.named(Decides.class, Trees.parse(model, "model")));
    }
    return plugins;
  }

  /** The model, and what stands before it, for people. */
  public String subject() {
    return transformations.isEmpty() ? model : model + " behind " + transformations.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Adds the transformations, if there are any, to what a file says of the model. */
  void describe(ObjectNode ofModel, Composer composer) {
    if (!transformations.isEmpty()) {
      ArrayNode list = ofModel.putArray("transform");
      transformations.forEach(t -> list.add(composer.render(Transformation.class, t)));
    }
  }

  /**
   * Reads the canonical form.
   *
   * @param where for messages: the file
   * @throws RequestException with one sentence for each thing that is wrong
   */
  public static Request of(JsonNode tree, Composer composer, String where) {
    if (!tree.isObject() || !"evaluation".equals(text(tree, "kind", ""))) {
      throw new RequestException(where + ": expected the configuration of an evaluation (kind: evaluation)");
    }
    for (String key : tree.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new RequestException(where + ": no key '" + key + "'" + dev.danskin.runtime.config.Nearest.hint(key, KEYS));
      }
    }
    composer.registry().require(required(tree));
    JsonNode model = tree.path("model");
    Problems problems = new Problems();
    DataDescription domain = problems.of(() -> tree.has("domain") ? composer.build(DataDescription.class, tree.get("domain"), "domain") : null, null);
    List<Transformation> transformations = problems.of(() -> transformations(model.path("transform"), composer, "model.transform"), List.of());
    List<NamedAttack> attacks = problems.of(() -> attacks(tree.path("attacks"), composer), List.of());
    problems.refuse();
    return new Request(Numbers.whole("seed", text(tree, "seed", "0"), Long.MAX_VALUE), text(tree, "backend", "auto"),
        model.isString() ? model.asString() : text(model, "source", ""), text(model, "input", "unit"),
        transformations, text(tree, "data", ""), domain,
        (int) Numbers.whole("examples", text(tree, "examples", "0"), Integer.MAX_VALUE),
        Shard.parse(text(tree, "shard", "1/1")), Limits.of(tree.path("budget"), where + ", budget"), attacks);
  }

  /**
   * Transformations as a file or an option lists them.
   *
   * @param list a list of components, one component, or missing
   * @param path where it stands, for messages
   * @throws RequestException with one sentence for each thing that is wrong
   */
  public static List<Transformation> transformations(JsonNode list, Composer composer, String path) {
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      return List.of(composer.build(Transformation.class, list, path));
    }
    List<Transformation> transformations = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      transformations.add(composer.build(Transformation.class, list.get(i), path + "[" + i + "]"));
    }
    return transformations;
  }

  /** The plugins that a file requires. */
  public static List<String> required(JsonNode tree) {
    List<String> ids = new ArrayList<>();
    tree.path("require").forEach(id -> ids.add(id.asString()));
    return ids;
  }

  private static String text(JsonNode tree, String key, String otherwise) {
    JsonNode value = tree.path(key);
    return value.isValueNode() && !value.isNull() ? value.asString() : otherwise;
  }

  private static List<NamedAttack> attacks(JsonNode list, Composer composer) {
    List<NamedAttack> attacks = new ArrayList<>();
    Problems problems = new Problems();
    for (int i = 0; i < list.size(); i++) {
      JsonNode entry = list.get(i);
      String path = "attacks[" + i + "].attack";
      String name = text(entry, "name", "attack-" + i);
      attacks.add(problems.of(() -> NamedAttack.of(name, composer.build(Attack.class, entry.path("attack"), path), path), null));
    }
    problems.refuse();
    return attacks;
  }
}
