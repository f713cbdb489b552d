package dev.danskin.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and the house rules that can be checked. */
class ArchitectureTest {
  private static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
      .withImportOption(l -> !l.contains("/jmh_generated/")).importPackages("dev.danskin");

  private static void only(String module, String... uses) {
    String[] allowed = new String[uses.length + 1];
    allowed[0] = "dev.danskin." + module + "..";
    for (int i = 0; i < uses.length; i++) {
      allowed[i + 1] = "dev.danskin." + uses[i] + "..";
    }
    classes().that().resideInAPackage(allowed[0]).should().onlyDependOnClassesThat(
        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage("dev.danskin..")
            .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed))).check(ALL);
  }

  @Test
  void arrowsBetweenModules() {
    only("api");
    only("solvers", "api");
    only("attacks", "api", "solvers");
    only("defenses", "api");
    only("models", "api");
    only("backends.jvm", "api", "models");
    only("backends.nd4j", "api", "models");
    only("backends.simd", "api");
    only("runtime", "api");
    only("testkit", "api", "models", "backends.jvm");
    only("bench", "api", "solvers", "attacks", "defenses", "models", "backends", "runtime");
    only("cli", "api", "solvers", "attacks", "defenses", "models", "backends", "runtime", "bench");
  }

  @Test
  void librariesThatStayInTheirModule() {
    noClasses().that().resideOutsideOfPackages("dev.danskin.backends.nd4j..", "dev.danskin.bench..")
        .should().dependOnClassesThat().resideInAnyPackage("org.nd4j..", "org.bytedeco..").check(ALL);
    noClasses().that().resideOutsideOfPackages("dev.danskin.runtime..", "dev.danskin.cli..", "dev.danskin.bench..",
        "dev.danskin.examples..")
        .should().dependOnClassesThat().resideInAnyPackage("tools.jackson..", "com.google.inject..").check(ALL);
    noClasses().that().resideOutsideOfPackage("dev.danskin.runtime.metrics..").should().dependOnClassesThat().resideInAnyPackage("io.micrometer..")
        .check(ALL);
    noClasses().that().resideOutsideOfPackage("dev.danskin.bench..").should().dependOnClassesThat().resideInAnyPackage("org.openjdk.jmh..")
        .check(ALL);
    noClasses().that().resideInAnyPackage("dev.danskin.api..", "dev.danskin.solvers..", "dev.danskin.attacks..", "dev.danskin.defenses..", "dev.danskin.models..",
        "dev.danskin.backends.jvm..").should().dependOnClassesThat().resideOutsideOfPackages("java..", "javax.imageio..", "org.ejml..", "dev.danskin..")
        .check(ALL);
    noClasses().that().resideOutsideOfPackages("dev.danskin.solvers..", "dev.danskin.bench..").should().dependOnClassesThat()
        .resideInAnyPackage("org.ejml..").check(ALL);
  }

  @Test
  void namesAndState() {
    noClasses().should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Util")
        .orShould().haveSimpleNameEndingWith("Impl").check(ALL);
    fields().that().areStatic().should().beFinal().check(ALL);
    // Beside the command line only programs of their own speak: those in the package bench itself.
    // Libraries speak through events and System.Logger.
    noClasses().that().resideOutsideOfPackages("dev.danskin.cli..", "dev.danskin.bench").should().accessField(System.class, "out")
        .orShould().accessField(System.class, "err").orShould().callMethod(Throwable.class, "printStackTrace").check(ALL);
    // Guice binds a logger of the platform for everyone, which runtime.plugin leaves out of a list.
    noClasses().that().resideOutsideOfPackages("dev.danskin.cli..", "dev.danskin.bench", "dev.danskin.runtime.plugin")
        .should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..").check(ALL);
  }
}
