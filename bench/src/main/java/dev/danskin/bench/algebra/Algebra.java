package dev.danskin.bench.algebra;

/**
 * What solvers of small problems ask of a library, about one symmetric, positive definite matrix A [n·n] that they hold as an array.
 * Workspaces may be kept from call to call.
 */
interface Algebra {
  /** A = V diag(λ) Vᵀ. {@code values} [n] become λ in any order, {@code vectors} [n·n] the columns of V one after the other. */
  void eigen(double[] values, double[] vectors);

  /** Solves Ax = b by Cholesky's decomposition; overwrites {@code x}, [n]. */
  void solve(double[] b, double[] x);

  /** AA, into an array of the library's own. */
  Object square();

  /** The library by name: {@code ejml}, {@code hipparchus}, {@code commons-math}, {@code ojalgo}; of A, which is not changed. */
  static Algebra of(String library, int n, double[] a) {
    return switch (library) {
      case "ejml" -> new Ejml(n, a);
      case "hipparchus" -> new Hipparchus(n, a);
      case "commons-math" -> new CommonsMath(n, a);
      case "ojalgo" -> new OjAlgo(n, a);
      default -> throw new IllegalArgumentException("expected ejml, hipparchus, commons-math or ojalgo, found " + library);
    };
  }
}
