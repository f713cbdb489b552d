package dev.danskin.api;

/**
 * Hard limits per instance; an evaluation that would exceed one is not made.
 *
 * @param forward most forward passes
 * @param backward most backward passes
 * @param decisions most decision queries
 */
public record Budget(long forward, long backward, long decisions) {
  public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  public Budget {
    if (forward < 0 || backward < 0 || decisions < 0) {
      throw new IllegalArgumentException("expected non-negative limits, found " + forward + ", " + backward + ", " + decisions);
    }
  }

  /** What remains after {@code spent}. */
  public Budget minus(Counts spent) {
    return new Budget(left(forward, spent.forward()), left(backward, spent.backward()), left(decisions, spent.decisions()));
  }

  private static long left(long limit, long spent) {
    return limit == Long.MAX_VALUE ? limit : Math.max(0, limit - spent);
  }
}
