package dev.danskin.api;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a run is given from outside. Every random number comes from here.
 *
 * @param seed the run's only seed
 * @param path where in the composition we are; components derive their random streams from it
 * @param budget hard limits per instance
 * @param cancelled asked before every evaluation; must be thread-safe
 * @param events told of progress; must be thread-safe
 * @param workers who runs the pieces of a computation that are independent
 */
public record RunContext(long seed, String path, Budget budget, BooleanSupplier cancelled, Consumer<Event> events, Workers workers) {
  /** A run on the calling thread alone. */
  public RunContext(long seed, String path, Budget budget, BooleanSupplier cancelled, Consumer<Event> events) {
    this(seed, path, budget, cancelled, events, Workers.sequential());
  }

  /** A run without limits or listeners. */
  public static RunContext of(long seed) {
    return new RunContext(seed, "run", Budget.UNLIMITED, () -> false, e -> {});
  }

  /** The context of a named part of this component. */
  public RunContext at(String part) {
    return new RunContext(seed, path + "." + part, budget, cancelled, events, workers);
  }

  /** The same context, and the same random numbers, under other limits. */
  public RunContext with(Budget limits) {
    return new RunContext(seed, path, limits, cancelled, events, workers);
  }

  /** The same context with other workers. */
  public RunContext with(Workers others) {
    return new RunContext(seed, path, budget, cancelled, events, others);
  }

  /** This component's random numbers. */
  public Draws draws() {
    return Philox.of(seed, path);
  }
}
