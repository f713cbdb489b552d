package dev.danskin.runtime.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Names;
import dev.danskin.api.Attack;
import dev.danskin.api.Backend;
import dev.danskin.api.Batch;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Decides;
import dev.danskin.api.Default;
import dev.danskin.api.Diagnostic;
import dev.danskin.api.Event;
import dev.danskin.api.Injected;
import dev.danskin.api.Plugin;
import dev.danskin.api.Solver;
import dev.danskin.attacks.LInf;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.Squares;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Registry;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.EvaluationResult;
import dev.danskin.runtime.plugin.Plugins;
import dev.danskin.solvers.ProjectedGradient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets injected, what it may replace, and what it is told where something is wrong. */
class DanskinModuleTest {
  private static final String GATE = "{attack: {gate: {max: {threat: {linf: {eps: 0.1}}, solver: {random: {samples: 5}}}}, "
      + "quick: {pgd: {threat: linf, eps: 8/255}}}, solver: {fast: {pgd: {rate: 0.1, steps: 3}}}}";
  private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private static DanskinModule module(String yaml) {
    return new DanskinModule(Trees.parse(yaml, "test"));
  }

  private static Module strict() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
        binder().requireAtInjectOnConstructors();
      }
    };
  }

  private static <T> T named(Injector injector, Class<T> kind, String name) {
    return injector.getInstance(Key.get(kind, Names.named(name)));
  }

  @Test
  void whatIsThereIsInjectedAlsoWhereAllBindingsMustBeExplicit(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("components.yaml"), GATE);
    Injector injector = Guice.createInjector(strict(), new DanskinModule(file));
    assertThat(named(injector, Attack.class, "gate").threat()).isEqualTo(new LInf(0.1));
    assertThat(named(injector, Attack.class, "quick").threat()).isEqualTo(new LInf(8 / 255.0));
    assertThat(named(injector, Solver.class, "fast")).isEqualTo(new ProjectedGradient(0.1, 3));
    assertThat(injector.getInstance(Composer.class).registry()).isSameAs(injector.getInstance(Registry.class))
        .isSameAs(injector.getInstance(Plugins.class).registry());
    assertThat(injector.getInstance(Danskin.class)).isSameAs(injector.getInstance(Danskin.class));
    assertThat(injector.getInstance(Clock.class)).isEqualTo(Clock.systemUTC());
    assertThatThrownBy(() -> named(injector, Attack.class, "gatte")).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void theApplicationsBindingsBeatTheFrameworks() {
    Backend backend = new Backend() {
      @Override
      public String name() {
        return "abacus";
      }

      @Override
      public String arithmetic() {
        return "beads";
      }
    };
    List<Event> told = Collections.synchronizedList(new ArrayList<>());
    Injector injector = Guice.createInjector(strict(), new DanskinModule(), new AbstractModule() {
      @Override
      protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), Clock.class).setBinding().toInstance(NOON);
        OptionalBinder.newOptionalBinder(binder(), Backend.class).setBinding().toInstance(backend);
        OptionalBinder.newOptionalBinder(binder(), new TypeLiteral<Consumer<Event>>() {}).setBinding().toInstance(told::add);
      }
    });
    assertThat(injector.getInstance(Clock.class)).isSameAs(NOON);
    Danskin danskin = injector.getInstance(Danskin.class);
    EvaluationResult found = danskin.evaluate(new Squares()).on(Squares.points(4)).against("linf", 0.1).with("noise").run();
    assertThat(found.request().backend()).isEqualTo("abacus");
    assertThat(told).isNotEmpty();
  }

  @Test
  void whatIsWrongIsToldInTheComposersSentencesAllAtOnce() {
    DanskinModule wrong = module("{attack: {gate: {max: {threat: {linf: {eps: 0.1}}, solver: {pdg: {steps: 1}}}}, "
        + "open: {pgd: {threat: linf}}}, atack: {}, solver: {slow: {adam: {rat: 1}}, none: 3}, require: []}");
    assertThatThrownBy(() -> Guice.createInjector(wrong)).isInstanceOf(CreationException.class)
        .hasMessageContaining("attack.gate.max.solver: no Solver named 'pdg'; did you mean 'pgd'?")
        .hasMessageContaining("attack.open.pgd: expected --eps, found none")
        .hasMessageContaining("components: no kind 'atack'; did you mean 'attack'?")
        .hasMessageContaining("solver.slow.adam: no key 'rat'; did you mean 'rate'?")
        .hasMessageContaining("solver.none: expected the name of one Solver, found 3");
    assertThatThrownBy(() -> Guice.createInjector(module("[1]"))).hasMessageContaining("components: expected kinds of components");
    assertThatThrownBy(() -> Guice.createInjector(new DanskinModule(Path.of("no-such-file.yaml"))))
        .hasMessageContaining("no-such-file.yaml: expected a file of components");
    assertThatThrownBy(() -> Guice.createInjector(module("{require: [acme]}"))).hasMessageContaining("require: expected the plugin acme");
    assertThatThrownBy(() -> Guice.createInjector(new DanskinModule().requiring("acme")))
        .hasMessageContaining("require: expected the plugin acme");
  }

  /** Something that only the application has. */
  interface Ledger {}

  /** Needs a service of the host. */
  public record Watched(@Default("1") int n, @Injected Clock clock) implements Diagnostic {
    @Override
    public List<Finding> of(Decides target, Batch batch) {
      return List.of(new Finding("at " + clock.instant(), 1, "Look at the clock."));
    }
  }

  /** Needs a service of the application. */
  public record Booked(@Injected Ledger ledger) implements Diagnostic {
    @Override
    public List<Finding> of(Decides target, Batch batch) {
      return List.of();
    }
  }

  private record Acme(String name, Class<? extends Diagnostic> type) implements Plugin {
    @Override
    public String id() {
      return "acme";
    }

    @Override
    public void register(Catalogue catalogue) {
      catalogue.register(Diagnostic.class, name, type);
    }
  }

  private static final Ledger LEDGER = new Ledger() {};

  private static Module ledger() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(Ledger.class).toInstance(LEDGER);
        OptionalBinder.newOptionalBinder(binder(), Clock.class).setBinding().toInstance(NOON);
      }
    };
  }

  @Test
  void pluginsSeeWhatIsMeantForThemAndNothingElseOfTheApplication() {
    DanskinModule watched = module("{diagnostic: {hour: acme:watched}}").with(new Acme("watched", Watched.class));
    Injector injector = Guice.createInjector(ledger(), watched);
    assertThat(named(injector, Diagnostic.class, "hour").of(null, null).get(0).id()).isEqualTo("at 2026-01-01T12:00:00Z");
    assertThatThrownBy(() -> Guice.createInjector(ledger(), new DanskinModule().with(new Acme("booked", Booked.class))))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("its key 'ledger' needs a Ledger, which nothing provides (known: Clock)");
  }

  @Test
  void theApplicationRegistersComponentsThatItsInjectorProvidesFor() {
    Injector injector = Guice.createInjector(strict(), ledger(), new DanskinModule());
    Catalogue catalogue = injector.getInstance(Catalogue.class);
    catalogue.register(Diagnostic.class, "booked", Booked.class);
    Danskin danskin = injector.getInstance(Danskin.class);
    assertThat(danskin.build(Diagnostic.class, "{\"application:booked\": {}}")).isEqualTo(new Booked(LEDGER));
    assertThatThrownBy(() -> catalogue.register(Diagnostic.class, "booked", Booked.class))
        .hasMessageContaining("'application:booked' is registered twice");
    assertThatThrownBy(() -> catalogue.provide(Ledger.class, Ledger.class)).hasMessageContaining("bound in a module of the application");
    Injector without = Guice.createInjector(strict(), new DanskinModule());
    without.getInstance(Catalogue.class).register(Diagnostic.class, "booked", Booked.class);
    assertThatThrownBy(() -> without.getInstance(Danskin.class).build(Diagnostic.class, "booked"))
        .hasMessageContaining("nothing provides a Ledger; bind it in a module");
  }

  @Test
  void itWorksInAChildInjectorAndLeavesTheParentAlone() {
    Injector parent = Guice.createInjector(strict(), new AbstractModule() {
      @Override
      protected void configure() {
        bind(Ledger.class).toInstance(LEDGER);
      }
    });
    Injector clocked = Guice.createInjector(b -> b.bind(Clock.class).toInstance(NOON));
    assertThat(clocked.createChildInjector(new DanskinModule().inheriting(Key.get(Clock.class))).getInstance(Clock.class)).isSameAs(NOON);
    Injector child = parent.createChildInjector(module(GATE));
    Injector other = parent.createChildInjector(new DanskinModule());
    assertThat(named(child, Attack.class, "gate")).isNotNull();
    assertThat(child.getInstance(Registry.class)).isNotSameAs(other.getInstance(Registry.class));
    assertThat(parent.getExistingBinding(Key.get(Registry.class))).isNull();
    child.getInstance(Catalogue.class).register(Diagnostic.class, "booked", Booked.class);
    assertThat(child.getInstance(Danskin.class).build(Diagnostic.class, "booked")).isEqualTo(new Booked(LEDGER));
  }

  /** In a process of its own, as an application is started: nothing is said about what Guice does. */
  @Test
  void nothingIsPrinted(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process = new ProcessBuilder(java, "-cp", classes, Start.class.getName()).redirectErrorStream(true)
        .redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    assertThat(Files.readString(out)).isEmpty();
  }

  /** An application. */
  public static final class Start {
    private Start() {}

    /** Makes the injector and takes something from it. */
    public static void main(String[] args) {
      Injector injector = Guice.createInjector(strict(), module(GATE));
      if (named(injector, Attack.class, "gate") == null) {
        throw new IllegalStateException("expected the gate");
      }
    }
  }
}
