package io.lockstep.consistency.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PurityTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.lockstep.consistency");

  @Test
  void theCheckerImportsJavaAndItselfAlone() {
    classes()
        .that()
        .resideInAPackage("..consistency.check..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java.lang..", "java.util..", "..consistency.check..")
        .check(CODE);
  }

  /** What judges the product has nothing of it. */
  @Test
  void theModuleImportsNothingOfTheProduct() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.lockstep.state..",
            "io.lockstep.schema..",
            "io.lockstep.log..",
            "io.lockstep.node..",
            "io.lockstep.cli..")
        .check(CODE);
  }
}
