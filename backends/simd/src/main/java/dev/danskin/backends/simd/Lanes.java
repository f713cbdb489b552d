package dev.danskin.backends.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vector shapes of this processor, and conversions between float and double lanes. */
final class Lanes {
  /** As many float lanes as the processor has. */
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  /** As many double lanes as the processor has. */
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, DOUBLES.vectorShape());
  /** Float lanes as many as {@link #DOUBLES} has. */
  static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  /**
   * Elements before the first whole vector. Collectors that start large arrays at the border of a region (G1) leave sixteen bytes
   * for the header, so that vectors from here on lie on cache lines; elsewhere it does no harm.
   */
  static final int HEAD = 12;

  private Lanes() {}

  static boolean wideEnough() {
    return FLOATS.vectorBitSize() >= 256;
  }

  static DoubleVector doubles(float[] a, int i) {
    return (DoubleVector) FloatVector.fromArray(HALF, a, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  static FloatVector half(DoubleVector v) {
    return (FloatVector) v.convertShape(VectorOperators.D2F, HALF, 0);
  }

  static IntVector bits(FloatVector v) {
    return v.viewAsIntegralLanes();
  }

  static LongVector bits(DoubleVector v) {
    return v.viewAsIntegralLanes();
  }
}
