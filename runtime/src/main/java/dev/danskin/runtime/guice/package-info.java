/**
 * Danskin in applications that are wired by Guice. Start with {@link dev.danskin.runtime.guice.DanskinModule}:
 *
 * <pre>{@code
 * return Guice.createInjector(new DanskinModule(components), new AbstractModule() {
 *   @Override
 *   protected void configure() {
 *     binder().requireExplicitBindings();
 *     bind(ReleaseGate.class);
 *     OptionalBinder.newOptionalBinder(binder(), Clock.class).setBinding().toInstance(clock);
 *   }
 * }).getInstance(ReleaseGate.class);
 * }</pre>
 */
package dev.danskin.runtime.guice;
