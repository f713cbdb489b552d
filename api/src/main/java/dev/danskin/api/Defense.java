package dev.danskin.api;

/** min over θ of the worst case over δ, or of something that stands for it: training for robustness. An immutable value. */
public interface Defense {
  /** How many steps over θ it takes. */
  long steps();

  /**
   * Trains. The same seed, data and model give the same parameters, whatever the number of {@link RunContext#workers}.
   *
   * @param model where training begins; unchanged
   * @param data what is trained on
   * @param checkpoint where to go on, and what keeps the run while it goes
   */
  Hardened harden(Model model, Dataset data, RunContext run, Checkpoint checkpoint);

  /** As {@link #harden(Model, Dataset, RunContext, Checkpoint)}, from the start and without keeping anything. */
  default Hardened harden(Model model, Dataset data, RunContext run) {
    return harden(model, data, run, Checkpoint.NONE);
  }
}
