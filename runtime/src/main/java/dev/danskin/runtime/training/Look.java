package dev.danskin.runtime.training;

/**
 * What was seen of a training at one step.
 *
 * @param step how many steps were done
 * @param loss mean loss of the steps since the look before; NaN before the first step
 * @param clean share of the validation examples that are right
 * @param robust share that is right under the attack; NaN where no attack was asked for
 */
public record Look(long step, double loss, double clean, double robust) {
  /** What a better network has more of: robust accuracy, or clean accuracy where no attack looks. */
  double merit() {
    return Double.isNaN(robust) ? clean : robust;
  }
}
