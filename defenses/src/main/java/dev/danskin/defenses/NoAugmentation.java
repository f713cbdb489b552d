package dev.danskin.defenses;

import dev.danskin.api.Batch;
import dev.danskin.api.Draws;

/** Leaves inputs as they are. */
public record NoAugmentation() implements Augmentation {
  @Override
  public Batch apply(Batch batch, long step, Draws draws) {
    return batch;
  }
}
