package dev.danskin.defenses;

import dev.danskin.api.Batch;
import dev.danskin.api.Draws;

/** Changes training inputs in ways that leave their classes alone, as a function of (seed, example id, step). */
public interface Augmentation {
  /**
   * The changed batch; labels and ids stay.
   *
   * @param step the training step, which selects the random numbers
   */
  Batch apply(Batch batch, long step, Draws draws);
}
