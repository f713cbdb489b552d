package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.Optional;

/** What a black box offers: a class for each input. */
public interface Decides {
  /** The class of each instance of x [n, …]; −1 where the answer is not a number. */
  int[] decide(Tensor x);

  /** The valid inputs. */
  Domain domain();

  /** What its answers are computed by, on which their last bits depend; empty where it does not know. */
  default Optional<Backend> backend() {
    return Optional.empty();
  }
}
