package dev.danskin.solvers.smooth;

/** The instance was closed while its function was asked: nothing that is still to be computed matters. */
final class Closed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Closed() {
    super("the instance is closed", null, false, false);
  }
}
