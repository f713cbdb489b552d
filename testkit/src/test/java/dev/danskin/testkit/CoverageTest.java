package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.FeasibleSet;
import dev.danskin.api.Loss;
import dev.danskin.api.Model;
import dev.danskin.api.Objective;
import dev.danskin.api.Transformation;
import dev.danskin.api.WorstCase;
import dev.danskin.api.set.Everywhere;
import dev.danskin.api.set.RegionOfInterest;
import dev.danskin.models.Network;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Operator;
import dev.danskin.backends.jvm.JvmBackend;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No component of api, models and backends/jvm is left out of the contracts. */
class CoverageTest {
  private static final Conformance ALL = Conformance.of(SetsTest.class, LossesTest.class, TransformationsTest.class, OperatorsTest.class,
      ModelsTest.class, WorstCasesTest.class, JvmBackendTest.class, PlainKernelsTest.class);

  /** The whole space has neither extreme points nor samples. */
  @Test
  void everySet() {
    assertThat(ALL.subjects(FeasibleSet.class))
        .containsAll(Conformance.concrete(FeasibleSet.class, FeasibleSet.class, Set.of(Everywhere.class, RegionOfInterest.class)));
  }

  @Test
  void everyLossAndTransformation() {
    assertThat(ALL.subjects(Loss.class)).containsAll(Conformance.concrete(Loss.class, Loss.class, Set.of()));
    assertThat(ALL.subjects(Transformation.class)).containsAll(Conformance.concrete(Transformation.class, Transformation.class, Set.of()));
  }

  @Test
  void everyOperator() {
    assertThat(ALL.subjects(Operator.class)).containsAll(Conformance.concrete(Operator.class, Operator.class, Set.of()))
        .hasSizeGreaterThan(20);
  }

  @Test
  void modelsWorstCasesAndTheBackend() {
    assertThat(ALL.subjects(Model.class)).contains(Network.class).hasSizeGreaterThan(2);
    assertThat(ALL.subjects(Objective.class)).contains(WorstCase.class);
    assertThat(ALL.subjects(GraphBackend.class)).contains(JvmBackend.class);
  }

  @Test
  void optOutsStandInThePage() {
    new GeneratedSection(Path.of("..", "docs", "conformance.md"), "opt-outs of testkit").is(ALL.optOuts());
  }
}
