package io.lockstep.state;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(
    packages = "io.lockstep.state",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  private static final String SCHEMAS = "io.lockstep.schema..";
  private static final String AVRO = "org.apache.avro..";

  @ArchTest
  static final ArchRule imageKnowsTheSchemasAlone =
      classes()
          .that()
          .resideInAPackage("io.lockstep.state.image..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", AVRO, SCHEMAS, "io.lockstep.state.image..");

  @ArchTest
  static final ArchRule decideKnowsTheImageAndTheSchemas =
      classes()
          .that()
          .resideInAPackage("io.lockstep.state.decide..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", AVRO, SCHEMAS, "io.lockstep.state.decide..", "io.lockstep.state.image..");

  @ArchTest
  static final ArchRule replayKnowsTheImageAndTheSchemas =
      classes()
          .that()
          .resideInAPackage("io.lockstep.state.replay..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", AVRO, SCHEMAS, "io.lockstep.state.replay..", "io.lockstep.state.image..");

  @ArchTest
  static final ArchRule describeKnowsTheImageAndTheSchemas =
      classes()
          .that()
          .resideInAPackage("io.lockstep.state.describe..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.security.auth.x500..",
              AVRO,
              SCHEMAS,
              "io.lockstep.state.describe..",
              "io.lockstep.state.image..");

  @ArchTest
  static final ArchRule revertKnowsTheDescriptionsTheImageAndTheSchemas =
      classes()
          .that()
          .resideInAPackage("io.lockstep.state.revert..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              AVRO,
              SCHEMAS,
              "io.lockstep.state.revert..",
              "io.lockstep.state.describe..",
              "io.lockstep.state.image..");

  @ArchTest
  static final ArchRule workloadKnowsTheParametersTheImageAndTheSchemas =
      classes()
          .that()
          .resideInAPackage("io.lockstep.state.workload..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              AVRO,
              SCHEMAS,
              "io.lockstep.state.workload..",
              "io.lockstep.state.decide..",
              "io.lockstep.state.image..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.lockstep.state.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingAsksAClockOrChance =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.random..", "java.nio.file..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("Random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);
}
