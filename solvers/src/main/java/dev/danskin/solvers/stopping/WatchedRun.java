package dev.danskin.solvers.stopping;

import dev.danskin.api.Iteration;
import dev.danskin.api.Snapshot;
import java.util.List;
import java.util.stream.Stream;

/** The run of {@link Until}. */
final class WatchedRun implements Iteration {
  private final WatchedOracle watched;
  private final Iteration iteration;

  WatchedRun(WatchedOracle watched, Iteration iteration) {
    this.watched = watched;
    this.iteration = iteration;
  }

  @Override
  public boolean step() {
    return iteration.step() && watched.anyOpen();
  }

  @Override
  public List<String> why(int instance) {
    return Stream.concat(watched.why(instance).stream(), iteration.why(instance).stream()).distinct().toList();
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("watched", watched.save()).with("solver", iteration.save());
  }

  @Override
  public void restore(Snapshot saved) {
    watched.restore(saved.part("watched"));
    iteration.restore(saved.part("solver"));
  }
}
