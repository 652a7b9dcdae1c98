package io.lockstep.trust;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.Provider;
import java.security.Security;
import java.util.Random;

@AnalyzeClasses(
    packages = "io.lockstep.trust",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule importsOnlyWhatAPureLibraryNeeds =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.lockstep.trust..",
              "io.lockstep.state.image..",
              "io.lockstep.schema..",
              "java..",
              "javax.crypto..",
              "javax.security.auth..",
              "org.apache.avro..",
              "org.bouncycastle..",
              "org.slf4j..",
              "com.nimbusds..");

  @ArchTest
  static final ArchRule onlySessionTokensKnowTheirLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("..token..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule packagesDependOneWay =
      slices().matching("io.lockstep.trust.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule providersStayAsThePlatformHasThem =
      noClasses()
          .should()
          .callMethod(Security.class, "addProvider", Provider.class)
          .orShould()
          .callMethod(Security.class, "insertProviderAt", Provider.class, int.class);

  @ArchTest
  static final ArchRule randomnessIsSecure =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName(Random.class.getName());
}
