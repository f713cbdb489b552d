package dev.danskin.api;

/**
 * Hard limits per instance; an evaluation that would exceed one is not made.
 *
 * @param forward most forward passes, ≥ 0; {@link Long#MAX_VALUE} for no limit
 * @param backward most backward passes, likewise
 * @param decisions most decision queries, likewise
 */
public record Budget(long forward, long backward, long decisions) {
  /** No limits. */
  public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  public Budget {
    if (forward < 0 || backward < 0 || decisions < 0) {
      throw new IllegalArgumentException("expected non-negative limits, found " + forward + ", " + backward + ", " + decisions);
    }
  }

  /** What remains after {@code spent}, never less than 0. */
  public Budget minus(Counts spent) {
    return new Budget(left(forward, spent.forward()), left(backward, spent.backward()), left(decisions, spent.decisions()));
  }

  private static long left(long limit, long spent) {
    return limit == Long.MAX_VALUE ? limit : Math.max(0, limit - spent);
  }
}
