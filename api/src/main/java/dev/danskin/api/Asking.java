package dev.danskin.api;

import java.util.Arrays;
import java.util.List;

/** A dialogue with the oracle: one asking and telling a step. */
final class Asking implements Iteration {
  private final Oracle oracle;
  private final AskTell.Dialogue dialogue;
  private final int[] all;
  private boolean[] closed;
  private int step;

  Asking(Oracle oracle, AskTell.Dialogue dialogue) {
    this.oracle = oracle;
    this.dialogue = dialogue;
    all = new int[oracle.ids().length];
    Arrays.setAll(all, i -> i);
    closed = new boolean[all.length];
  }

  @Override
  public boolean step() {
    closeWhatEnded();
    Points points = dialogue.ask();
    if (points == null) {
      return false;
    }
    double[] values = oracle.at(points, Order.VALUE, step++).values();
    closeWhatEnded();
    dialogue.tell(values);
    return true;
  }

  private void closeWhatEnded() {
    boolean[] open = new boolean[all.length];
    for (int i : oracle.open(all)) {
      open[i] = true;
    }
    for (int i = 0; i < all.length; i++) {
      if (!open[i] && !closed[i]) {
        closed[i] = true;
        dialogue.close(i);
      }
    }
  }

  @Override
  public List<String> why(int instance) {
    return dialogue.why(instance);
  }

  @Override
  public Snapshot save() {
    return Snapshot.EMPTY.with("step", step).with("dialogue", dialogue.save());
  }

  @Override
  public void restore(Snapshot saved) {
    step = saved.count("step", Integer.MAX_VALUE);
    dialogue.restore(saved.part("dialogue"));
  }
}
