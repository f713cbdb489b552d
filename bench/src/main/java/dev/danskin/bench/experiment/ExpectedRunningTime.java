package dev.danskin.bench.experiment;

import java.util.List;

/**
 * ERT(target) = (evaluations of all trials until they hit it or ended) / (number of trials that hit it): the expected number of
 * evaluations of a solver that is restarted until it succeeds (Hansen, Auger, Finck, Ros: Real-parameter black-box optimization
 * benchmarking 2009: experimental setup; INRIA RR-6828).
 *
 * @param evaluations ERT; +∞ where no trial hit the target
 * @param successes how many trials hit it
 * @param trials how many there were
 */
public record ExpectedRunningTime(double evaluations, int successes, int trials) {
  /** Of target k. */
  public static ExpectedRunningTime of(List<Trial> trials, int k) {
    long all = 0;
    int successes = 0;
    for (Trial t : trials) {
      all += t.cost(k);
      successes += t.hit(k) ? 1 : 0;
    }
    return new ExpectedRunningTime(successes == 0 ? Double.POSITIVE_INFINITY : (double) all / successes, successes, trials.size());
  }
}
