package dev.danskin.runtime.guice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The clock that plugins get: the application's, as soon as its injector is there; before that the system's. */
final class HostClock extends Clock {
  private volatile Clock followed = Clock.systemUTC();

  /** From now on the other. */
  void follow(Clock other) {
    followed = other;
  }

  @Override
  public ZoneId getZone() {
    return followed.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return followed.withZone(zone);
  }

  @Override
  public Instant instant() {
    return followed.instant();
  }

  @Override
  public long millis() {
    return followed.millis();
  }
}
