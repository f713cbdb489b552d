package dev.danskin.testkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Attack;
import dev.danskin.api.Default;
import dev.danskin.api.Injected;
import dev.danskin.api.Plugin;
import dev.danskin.api.ThreatModel;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Entry;
import dev.danskin.runtime.config.Owner;
import dev.danskin.runtime.config.Preset;
import dev.danskin.runtime.config.Presets;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Staged;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.plugin.PluginReport;
import dev.danskin.runtime.plugin.Plugins;
import dev.danskin.testkit.Contract;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The laws of {@link Plugin}: extend this class and name the plugin. */
public abstract class PluginContract extends Contract {
  /** The plugin on trial, a new one each time. */
  protected abstract Plugin plugin();

  @Override
  protected Object subject() {
    return plugin();
  }

  @Override
  protected Map<String, String> optOuts() {
    return plugin().id() != null && plugin().id().equals(Owner.DANSKIN) ? and(super.optOuts(), "plugin09", "comes with Danskin") : super.optOuts();
  }

  /** What a preset may leave open: {@code eps}, {@code rate}, {@code steps}, {@code batch}; every threat model is tried. */
  protected Map<String, String> variables() {
    return Map.of("eps", "0.1", "rate", "0.001", "steps", "10", "batch", "16");
  }

  private Staged staged() {
    Plugin plugin = plugin();
    Staged staged = new Staged(Owner.trusted(String.valueOf(plugin.id()), "law"), plugin.getClass().getClassLoader());
    plugin.register(staged);
    return staged;
  }

  private static List<String> told(Staged staged) {
    return Stream.concat(staged.entries().stream().map(c -> c.kind().getName() + c.entry().name() + c.entry().type() + c.entry().example()),
        staged.presets().stream().map(c -> c.kind().getName() + c.preset().name() + c.preset().component() + c.preset().body())).toList();
  }

  /** Everything that comes with Danskin, and this plugin. */
  private Plugins installed() {
    Plugins plugins = Plugins.ofClassPath();
    String source = plugin().getClass().getName();
    if (plugins.reports().stream().noneMatch(r -> r.source().equals(source))) {
      plugins.install(plugin());
    }
    return plugins;
  }

  private void each(Plugins plugins, BiConsumer<Class<?>, Entry> law) {
    Set<String> own = staged().entries().stream().map(c -> c.kind().getName() + " " + c.entry().name()).collect(Collectors.toSet());
    for (Class<?> kind : plugins.registry().kinds()) {
      plugins.registry().of(kind).values().stream().filter(e -> own.contains(kind.getName() + " " + e.name()) && e.owner().id().equals(plugin().id()))
          .forEach(e -> law.accept(kind, e));
    }
  }

  @Test
  void required_plugin01_idIsLegalAndAlwaysTheSame() {
    String id = plugin().id();
    assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(60).isEqualTo(plugin().id());
  }

  @Test
  void required_plugin02_registersTheSameEachTime() {
    assertThat(told(staged())).isEqualTo(told(staged())).isNotEmpty();
  }

  @Test
  void required_plugin03_registersWithoutSideEffects() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    Properties before = (Properties) System.getProperties().clone();
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream watched = new PrintStream(printed, true);
    System.setOut(watched);
    System.setErr(watched);
    try {
      staged();
      assertThat(System.out).as("System.out is left alone").isSameAs(watched);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.size()).as("nothing is printed").isZero();
    assertThat(System.getProperties()).isEqualTo(before);
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(t -> !threads.contains(t) && t.getThreadGroup() != null
        && !t.getThreadGroup().getName().equals("system")).toList()).as("no thread is started").isEmpty();
  }

  @Test
  void required_plugin04_isTakenWhole() {
    Plugins plugins = installed();
    String source = plugin().getClass().getName();
    PluginReport report = plugins.reports().stream().filter(r -> r.source().equals(source)).findFirst().orElseThrow();
    assertThat(report.status()).as(report.sentence()).isEqualTo(PluginReport.Status.HEALTHY);
  }

  @Test
  void required_plugin05_everyComponentIsBuiltFromItsExample() {
    Plugins plugins = installed();
    Composer composer = new Composer(plugins.registry());
    each(plugins, (kind, e) -> assertThat(built(composer, kind, e)).as(e.fullName()).isNotNull().isInstanceOf(kind));
  }

  private static Object built(Composer composer, Class<?> kind, Entry e) {
    ObjectNode tree = Trees.object();
    tree.set(e.fullName(), Trees.parse(e.example(), e.fullName()));
    return composer.build(kind, tree, "example", e.owner().id());
  }

  @Test
  void required_plugin06_theCanonicalConfigurationBuildsAnEqualComponent() {
    Plugins plugins = installed();
    Composer composer = new Composer(plugins.registry());
    each(plugins, (kind, e) -> {
      Object component = built(composer, kind, e);
      JsonNode canonical = composer.render(kind, component);
      Object again = composer.build(kind, Trees.parse(Trees.yaml(canonical), "canonical"), "canonical");
      assertThat(again).as(e.fullName()).isEqualTo(component).hasSameHashCodeAs(component);
      assertThat(composer.render(kind, again)).as(e.fullName()).isEqualTo(canonical);
      assertThat(canonical.path(canonical.propertyNames().iterator().next()).propertyNames()).as(e.fullName() + " writes every key")
          .containsExactlyElementsOf(Stream.of(e.type().getRecordComponents()).filter(k -> !k.isAnnotationPresent(Injected.class))
              .map(RecordComponent::getName).toList());
    });
  }

  /** Keys that are unknown, missing or of another form are refused; numbers out of range are refused or accepted, in no case a crash. */
  @Test
  void required_plugin07_wrongConfigurationsAreRefusedInOneSentence() {
    Plugins plugins = installed();
    Composer composer = new Composer(plugins.registry());
    each(plugins, (kind, e) -> {
      assertThat(refusal(composer, kind, e, Trees.parse("{no-such-key: 1}", "wrong"))).as(e.fullName() + ", unknown key").isNotEmpty();
      for (RecordComponent key : e.type().getRecordComponents()) {
        if (key.isAnnotationPresent(Injected.class)) {
          continue;
        }
        String what = e.fullName() + ", " + key.getName();
        assertThat(refusal(composer, kind, e, with(e, key, "{a: {b: c}}"))).as(what + " of another form").isNotEmpty();
        if (!key.isAnnotationPresent(Default.class)) {
          ObjectNode without = ((ObjectNode) Trees.parse(e.example(), "example")).deepCopy();
          without.remove(key.getName());
          assertThat(refusal(composer, kind, e, without)).as(what + " missing").isNotEmpty();
        }
        if (key.getType().isPrimitive() && key.getType() != boolean.class) {
          for (String number : key.getType() == double.class ? List.of("-1", "0", "NaN", "Infinity") : List.of("-1", "0")) {
            refusal(composer, kind, e, with(e, key, number));
          }
        }
      }
    });
  }

  private static JsonNode with(Entry e, RecordComponent key, String value) {
    ObjectNode body = ((ObjectNode) Trees.parse(e.example(), "example")).deepCopy();
    body.set(key.getName(), Trees.parse(value, "wrong"));
    return body;
  }

  /** The sentences of a refusal, which must be some; none if it builds. */
  private static List<String> refusal(Composer composer, Class<?> kind, Entry e, JsonNode body) {
    ObjectNode tree = Trees.object();
    tree.set(e.fullName(), body);
    try {
      composer.build(kind, tree, "law", e.owner().id());
      return List.of();
    } catch (RequestException refused) {
      assertThat(refused.problems()).as(e.fullName() + " with " + body).allSatisfy(p -> assertThat(p).startsWith("law.").doesNotContain("\n")
          .doesNotContain("could not be built").doesNotContain("null").hasSizeGreaterThan(20));
      return refused.problems();
    }
  }

  /** A preset may be made for some threat models only, but for one at least; {@code name@threat} is for that one. */
  @Test
  void required_plugin08_presetsBuildWhatTheyName() {
    Plugins plugins = installed();
    Presets presets = new Presets(new Composer(plugins.registry()));
    for (Staged.Configuration c : staged().presets()) {
      String[] name = c.preset().name().split("@");
      List<String> threats = name.length > 1 ? List.of(name[1]) : List.copyOf(plugins.registry().of(ThreatModel.class).keySet());
      List<String> refusals = new ArrayList<>();
      for (String threat : threats) {
        built(presets, c.kind(), plugin().id() + ":" + name[0], threat, refusals);
      }
      assertThat(refusals).as(c.preset().name()).hasSizeLessThan(threats.size());
    }
  }

  private void built(Presets presets, Class<?> kind, String name, String threat, List<String> refusals) {
    Map<String, String> variables = new HashMap<>(variables());
    variables.put("threat", threat);
    try {
      Object built = presets.build(kind, "preset", name, variables);
      assertThat(built).as(name).isInstanceOf(kind);
      if (built instanceof Attack attack) {
        assertThat(attack.needs()).as(name).isNotNull();
        assertThat(attack.threat().eps()).as(name + " under " + threat).isEqualTo(Double.parseDouble(variables.get("eps")));
      }
    } catch (RequestException e) {
      refusals.add(e.getMessage());
    }
  }

  /** Where names are shared, people have to write the owner, too. */
  @Test
  void optional_plugin09_shortNamesAreItsOwn() {
    Plugins builtin = Plugins.ofClassPath();
    for (Staged.Component c : staged().entries()) {
      Entry other = builtin.registry().of(c.kind()).get(c.entry().name());
      assertThat(other == null || other.owner().id().equals(plugin().id())).as(c.entry().name() + " is Danskin's name, too").isTrue();
    }
  }
}
