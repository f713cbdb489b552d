package dev.danskin.bench.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What follows from measurements side by side.
 *
 * @param rows all measurements of a record
 */
public record Comparison(List<Measurement> rows) {
  private static final String ROOF = "threeReadsOneWrite";

  /** Work over time of all threads together, GB/s or GFLOP/s; empty where the work is not known. */
  public OptionalDouble rate(Measurement m) {
    Work work = Work.of(m.measure(), m.shape());
    return work instanceof Work.Unknown ? OptionalDouble.empty() : OptionalDouble.of(work.amount() * m.threads() / (1e3 * m.median()));
  }

  /**
   * The rate over that of the roof, at the same number of threads: for what memory bounds the loop of three reads and one write over the
   * same shape on the same JDK, for products and convolutions the fastest product of the record. Empty where there is none.
   */
  public OptionalDouble shareOfRoof(Measurement m) {
    Work work = Work.of(m.measure(), m.shape());
    if (work instanceof Work.Traffic) {
      return over(rate(m), best(r -> r.backend().equals(Measurement.ROOF) && r.measure().equals(ROOF) && r.threads() == m.threads()
          && r.jdk() == m.jdk() && r.shape().equals(Work.operands(m.shape()))));
    }
    return over(rate(m), best(r -> r.measure().equals("gemm") && r.threads() == m.threads()));
  }

  private OptionalDouble best(Predicate<Measurement> among) {
    return rows.stream().filter(among).map(this::rate).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).max();
  }

  private static OptionalDouble over(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent() ? OptionalDouble.of(a.getAsDouble() / b.getAsDouble()) : OptionalDouble.empty();
  }

  /** The time over that of libtorch's faster layout, on whatever JDK it was called from; below 1 is faster. Empty without libtorch. */
  public OptionalDouble ratioToLibtorch(Measurement m) {
    OptionalDouble libtorch = rows.stream().filter(r -> r.backend().equals(Measurement.LIBTORCH) && r.measure().equals(m.measure())
        && r.shape().equals(m.shape()) && r.threads() == m.threads()).mapToDouble(Measurement::median).min();
    return over(OptionalDouble.of(m.median()), libtorch);
  }
}
