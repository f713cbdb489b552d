/**
 * Danskin in applications that are wired by Guice. Start with {@link dev.danskin.runtime.guice.DanskinModule}:
 *
 * <pre>{@code
 * public final class ReleaseGate {
 *   private final Danskin danskin;
 *   private final Attack attack;
 *
 *   @Inject
 *   ReleaseGate(Danskin danskin, @Named("gate") Attack attack) {
 *     this.danskin = danskin;
 *     this.attack = attack;
 *   }
 *
 *   /** Whether at least this share of all inputs is robust, at 95 % confidence. */
 *   public boolean passes(Decides model, Dataset data, double share) {
 *     EvaluationResult found = danskin.evaluate(model).on(data).with("gate", attack).examples(100).run();
 *     return found.complete() && !found.failed() && found.worstCase().interval().low() >= share;
 *   }
 *
 *   /** The application; components.yaml says {attack: {gate: {pgd: {threat: linf, eps: 0.1}}}}. */
 *   public static ReleaseGate start(Path components, Clock clock) {
 *     return Guice.createInjector(new DanskinModule(components), new AbstractModule() {
 *       @Override
 *       protected void configure() {
 *         binder().requireExplicitBindings();
 *         bind(ReleaseGate.class);
 *         OptionalBinder.newOptionalBinder(binder(), Clock.class).setBinding().toInstance(clock);
 *       }
 *     }).getInstance(ReleaseGate.class);
 *   }
 * }
 * }</pre>
 */
package dev.danskin.runtime.guice;
