package io.lockstep.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses TOPOLOGY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.lockstep.topology");

  @Test
  void importsTheSchemasAndKafkaStreamsAlone() {
    classes()
        .that()
        .resideInAPackage("io.lockstep.topology..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.lockstep.topology..",
            "io.lockstep.schema..",
            "org.apache.avro..",
            "org.apache.kafka..")
        .check(TOPOLOGY);
  }

  @Test
  void judgementsDoNotKnowKafka() {
    classes()
        .that()
        .resideInAnyPackage(
            "io.lockstep.topology.node..",
            "io.lockstep.topology.cluster..",
            "io.lockstep.topology.policy..",
            "io.lockstep.topology.measure..",
            "io.lockstep.topology.time..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "io.lockstep.topology..", "io.lockstep.schema..", "org.apache.avro..")
        .check(TOPOLOGY);
  }

  @Test
  void hasNoCyclesBetweenItsPackages() {
    slices().matching("io.lockstep.topology.(*)..").should().beFreeOfCycles().check(TOPOLOGY);
  }
}
