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
 */
public record RunContext(long seed, String path, Budget budget, BooleanSupplier cancelled, Consumer<Event> events) {
  /** A run without limits or listeners. */
  public static RunContext of(long seed) {
    return new RunContext(seed, "run", Budget.UNLIMITED, () -> false, e -> {});
  }

  /** The context of a named part of this component. */
  public RunContext at(String part) {
    return new RunContext(seed, path + "." + part, budget, cancelled, events);
  }

  /** The same context, and the same random numbers, under other limits. */
  public RunContext with(Budget limits) {
    return new RunContext(seed, path, limits, cancelled, events);
  }

  /** This component's random numbers. */
  public Draws draws() {
    return Philox.of(seed, path);
  }
}
