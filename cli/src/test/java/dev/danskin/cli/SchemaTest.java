package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Entry;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code danskin schema} accepts what is right and refuses what is wrong, as another library reads it. */
class SchemaTest {
  private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final JsonNode PRINTED = Trees.parse(Command.run("schema").out(), "schema");

  private static List<?> problems(Schema schema, JsonNode tree) {
    return schema.validate(tree);
  }

  /** The schema of one kind, with all definitions. */
  private static Schema of(Class<?> kind) {
    ObjectNode schema = Trees.object().put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$ref", "#/$defs/" + kind.getSimpleName());
    schema.set("$defs", PRINTED.path("$defs"));
    return SCHEMAS.getSchema(schema);
  }

  private static ObjectNode named(String name, JsonNode body) {
    ObjectNode tree = Trees.object();
    tree.set(name, body);
    return tree;
  }

  @Test
  void everyComponentsExampleAndCanonicalFormAreAccepted() {
    Registry registry = Registry.ofClassPath();
    Composer composer = new Composer(registry);
    for (Class<?> kind : registry.kinds()) {
      Schema schema = of(kind);
      for (Entry e : registry.of(kind).values()) {
        ObjectNode example = named(e.name(), Trees.parse(e.example(), e.name()));
        assertThat(problems(schema, example)).as(example.toString()).isEmpty();
        JsonNode canonical = composer.render(kind, composer.build(kind, example, "example"));
        assertThat(problems(schema, canonical)).as(canonical.toString()).isEmpty();
        ObjectNode wrong = example.deepCopy();
        ((ObjectNode) wrong.get(e.name())).put("no-such-key", 1);
        assertThat(problems(schema, wrong)).as(wrong.toString()).isNotEmpty();
      }
      assertThat(problems(schema, named("no-such-name", Trees.object()))).as(kind.getSimpleName()).isNotEmpty();
    }
  }

  @Test
  void filesThatCommandsWriteAreAccepted(@TempDir Path folder) throws IOException {
    Schema schema = SCHEMAS.getSchema(PRINTED);
    String evaluation = folder.resolve("e").toString();
    assertThat(Command.run("evaluate", "--backend", "jvm", "--model", "strokes-standard", "--data", "strokes", "--attack", "fgsm,autoattack", "--eps", "0.1",
        "--examples", "3", "--budget", "forward=20", "--transform", "quantise: {levels: 8}", "--out", evaluation).status()).isZero();
    String training = folder.resolve("t").toString();
    assertThat(Command.run("train", "--backend", "jvm", "--defense", "trades", "--architecture", "linear", "--eps", "0.1", "--steps", "2", "--looks", "1", "--examples",
        "5", "--quiet", "--out", training).status()).isZero();
    String comparison = folder.resolve("c").toString();
    assertThat(Command.run("evaluate", "--backend", "jvm", "--model", "strokes-standard,strokes-hardened", "--data", "strokes", "--attack", "fgsm", "--eps",
        "0.1", "--examples", "3", "--quiet", "--out", comparison).status()).isZero();
    for (String job : List.of(evaluation, training, comparison)) {
      JsonNode config = Trees.parse(Files.readString(Path.of(job, "config.yaml")), "config.yaml");
      assertThat(problems(schema, config)).as(job).isEmpty();
      assertThat(problems(schema, ((ObjectNode) config.deepCopy()).put("sede", 1))).as(job).isNotEmpty();
    }
    JsonNode request = Trees.parse("{model: strokes-standard, data: strokes, eps: [8/255, 0.1], attack: {pgd: {solver: {pgd: {steps: 5}}}}, require: [acme]}", "x");
    assertThat(problems(schema, request)).isEmpty();
    assertThat(problems(schema, Trees.parse("{esp: 0.1}", "x"))).isNotEmpty();
  }
}
