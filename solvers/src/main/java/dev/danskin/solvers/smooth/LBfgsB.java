package dev.danskin.solvers.smooth;

import dev.danskin.api.Counts;
import dev.danskin.api.Default;
import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Iteration;
import dev.danskin.api.Oracle;
import dev.danskin.api.RunContext;
import dev.danskin.api.Solver;
import dev.danskin.api.tensor.Shape;

/**
 * L-BFGS-B: quasi-Newton steps with limited memory within low ≤ x ≤ high. Each step goes from x to the generalised Cauchy point x^c of
 * m(z) = f + gᵀ(z − x) + ½ (z − x)ᵀB(z − x), minimises m over the variables that are free there, and searches along the way to the
 * minimiser, projected onto the box; cut short at the box where the projection does not descend (Byrd, Lu, Nocedal, Zhu: A limited
 * memory algorithm for bound constrained optimization; SIAM J. Sci. Comput. 16, 1995; Morales, Nocedal: Remark on algorithm 778;
 * ACM TOMS 38, 2011). The search of Moré and Thuente
 * takes steps beyond the minimiser of a line, too, if f has fallen enough. One that fails drops the memory; one that fails without memory ends the run. Bounds may be infinite.
 *
 * @param memory m ≥ 1, how many pairs are kept
 * @param gtol ends where ‖P(x − g) − x‖∞ is no larger, ≥ 0
 * @param tolfun ends where a step lowers f by no more than this, relative to max(|f|, 1), ≥ 0
 * @param steps most steps, ≥ 1
 */
public record LBfgsB(@Default("10") int memory, @Default("1e-5") double gtol, @Default("2.2e-9") double tolfun, @Default("15000") int steps)
    implements Solver {
  private static final MoreThuente SEARCH = new MoreThuente();

  public LBfgsB {
    Stop.check(steps, gtol, tolfun);
    checkMemory(memory);
  }

  /** Ten pairs, the usual tolerances. */
  public LBfgsB() {
    this(10, 1e-5, 2.2e-9, 15_000);
  }

  static void checkMemory(int memory) {
    if (memory < 1) {
      throw new IllegalArgumentException("expected a memory of at least 1 pair, found " + memory);
    }
  }

  @Override
  public boolean copes() {
    return true;
  }

  @Override
  public void accept(FeasibleSet sets, Shape shape) {
    Bounds.accept("l-bfgs-b", sets);
  }

  @Override
  public Counts cost() {
    long most = 1 + 2L * steps * SEARCH.evaluations();
    return new Counts(most, most, 0, 0);
  }

  @Override
  public Iteration start(Oracle oracle, RunContext run) {
    accept(oracle.feasible(), oracle.start().shape());
    return new Walks(oracle, run, (f, space) -> new BoxWalk(this, SEARCH, f, space));
  }
}
