package io.lockstep.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports run one way through the whole project. */
class LayeringTest {
  private static final String ROOT = "io.lockstep.";

  /** What each module may import of the others. */
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    MAY_IMPORT.put("schema", List.of());
    MAY_IMPORT.put("state", List.of("schema"));
    MAY_IMPORT.put("log", List.of("schema", "state"));
    MAY_IMPORT.put("trust", List.of("schema", "state"));
    MAY_IMPORT.put("materialize", List.of("schema", "state"));
    MAY_IMPORT.put("node", List.of("schema", "state", "log", "trust", "materialize"));
    MAY_IMPORT.put("topology", List.of("schema"));
    MAY_IMPORT.put("status", List.of("schema", "state", "log", "topology"));
    MAY_IMPORT.put("sandbox", List.of("trust"));
    MAY_IMPORT.put(
        "cli",
        List.of("schema", "state", "log", "trust", "materialize", "node", "status", "sandbox"));
  }

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("io.lockstep");

  static Stream<String> modules() {
    return MAY_IMPORT.keySet().stream();
  }

  private static String in(String module) {
    return ROOT + module + "..";
  }

  @Test
  void seesEveryModule() {
    Set<String> seen = new TreeSet<>();
    ALL.forEach(type -> seen.add(type.getPackageName().substring(ROOT.length()).split("\\.")[0]));

    assertThat(seen).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void importsOnlyWhatLiesBelow(String module) {
    String[] allowed =
        Stream.concat(Stream.of(module), MAY_IMPORT.get(module).stream())
            .map(LayeringTest::in)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(in(module))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.lockstep..")).or(resideInAnyPackage(allowed)))
        .check(ALL);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void hasNoCyclesBetweenItsPackages(String module) {
    slices().assignedFrom(packagesOf(module)).should().beFreeOfCycles().check(ALL);
  }

  private static SliceAssignment packagesOf(String module) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith(ROOT + module)
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + module;
      }
    };
  }

  @Test
  void onlyTheLogAndItsCallersKnowKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(in("schema"), in("state"), in("trust"), in("materialize"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.apicurio..")
        .check(ALL);
  }

  @Test
  void theNodeReachesKafkaThroughTheLogAlone() {
    noClasses()
        .that()
        .resideInAPackage(in("node"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.apicurio..")
        .check(ALL);
  }

  @Test
  void onlyTheApisAndTheirServersKnowMicronaut() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.lockstep.node.http..", "io.lockstep.status..")
        .and()
        .doNotHaveFullyQualifiedName("io.lockstep.node.NodeServer")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micronaut..")
        .check(ALL);
  }

  @Test
  void nothingKnowsTheApiOfTheNode() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.lockstep.node.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lockstep.node.http..")
        .check(ALL);
  }
}
