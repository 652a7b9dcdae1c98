package io.lockstep.status;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses STATUS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.lockstep.status");

  @Test
  void importsTopologyLogStateAndSchemasAlone() {
    classes()
        .that()
        .resideInAPackage("io.lockstep.status..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.lockstep.."))
                .or(
                    resideInAnyPackage(
                        "io.lockstep.status..",
                        "io.lockstep.topology..",
                        "io.lockstep.log..",
                        "io.lockstep.state.clusterstate..",
                        "io.lockstep.state.describe..",
                        "io.lockstep.state.image..",
                        "io.lockstep.schema..")))
        .check(STATUS);
  }

  @Test
  void onlyTheHostOfTheTopologyKnowsKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.lockstep.status.http..",
            "io.lockstep.status.metrics..",
            "io.lockstep.status.past..",
            "io.lockstep.status.access..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.apicurio..")
        .check(STATUS);
  }

  @Test
  void hasNoCyclesBetweenItsPackages() {
    slices().matching("io.lockstep.status.(*)..").should().beFreeOfCycles().check(STATUS);
  }
}
