package dev.danskin.examples;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.OptionalBinder;
import dev.danskin.api.Attack;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.evaluation.EvaluationResult;
import dev.danskin.runtime.guice.DanskinModule;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.time.Clock;

/** An application that is wired by Guice: it lets a model pass whose accuracy under attack is high enough. */
// begin guice
public final class ReleaseGate {
  private final Danskin danskin;
  private final Attack attack;

  @Inject
  ReleaseGate(Danskin danskin, @Named("gate") Attack attack) {
    this.danskin = danskin;
    this.attack = attack;
  }

  /** Whether at least this share of all inputs is robust, at 95 % confidence. */
  public boolean passes(Decides model, Dataset data, double share) {
    EvaluationResult found = danskin.evaluate(model).on(data).with("gate", attack).examples(100).run();
    return found.complete() && !found.failed() && found.worstCase().interval().low() >= share;
  }

  /** The application; components.yaml says {attack: {gate: {pgd: {threat: linf, eps: 0.1}}}}. */
  public static ReleaseGate start(Path components, Clock clock) {
    // begin guice-start
    return Guice.createInjector(new DanskinModule(components), new AbstractModule() {
      @Override
      protected void configure() {
        binder().requireExplicitBindings();
        bind(ReleaseGate.class);
        OptionalBinder.newOptionalBinder(binder(), Clock.class).setBinding().toInstance(clock);
      }
    }).getInstance(ReleaseGate.class);
    // end guice-start
  }
}
// end guice
