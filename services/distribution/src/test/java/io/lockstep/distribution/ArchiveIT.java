package io.lockstep.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the archive, without unpacking it. */
class ArchiveIT {
  /** Mode, owner, size, time and name of an entry, as GNU tar lists it. */
  private static final Pattern ENTRY = Pattern.compile("(\\S+) (\\S+) +\\d+ (\\S+ \\S+) (.*)");

  private static List<Matcher> entries;

  @BeforeAll
  static void list() throws Exception {
    Installation.Result tar =
        Installation.run(
            Path.of("."),
            Map.of("LC_ALL", "C"),
            "tar",
            "--utc",
            "--full-time",
            "-tvzf",
            Installation.archive().toString());
    entries = tar.out().lines().map(ENTRY::matcher).filter(Matcher::matches).toList();
    assertThat(entries).hasSameSizeAs(tar.out().lines().toList()).hasSizeGreaterThan(100);
  }

  private static List<String> column(int group) {
    return entries.stream().map(entry -> entry.group(group)).distinct().toList();
  }

  @Test
  void doesNotDependOnTheMachineThatMadeIt() {
    assertThat(column(1)).containsOnly("-rw-r--r--", "-rwxr-xr-x", "drwxr-xr-x");
    assertThat(column(2)).containsOnly("root/root");
    assertThat(column(3)).as("project.build.outputTimestamp").containsOnly("2026-11-01 00:00:00");
  }

  @Test
  void hasWhatIsInstalledInOneFolder() {
    String top = "lockstep-" + Installation.version() + "/";

    assertThat(column(4)).allSatisfy(name -> assertThat(name).startsWith(top));
    assertThat(column(4))
        .contains(
            top + "bin/lockstep",
            top + "completion/lockstep",
            top + "systemd/lockstep-node.service",
            top + "systemd/lockstep-status.service",
            top + "samples/node.properties",
            top + "samples/status.properties",
            top + "README.md",
            top + "LICENSE",
            top + "NOTICE",
            top + "THIRD-PARTY.txt",
            top + "sandbox/THIRD-PARTY.txt");
  }

  /** What runs with them from the sources, as the tests of the commands show, so does here. */
  @ParameterizedTest
  @CsvSource({
    "lib, ../cli/target/lib",
    "sandbox/broker, ../sandbox/broker/target/lib",
    "sandbox/registry, ../sandbox/target/registry"
  })
  void hasEveryFileThatTheBuildRunsWith(String place, Path built) throws Exception {
    String top = "lockstep-" + Installation.version() + "/" + place + "/";

    List<String> wanted;
    try (Stream<Path> files = Files.walk(built)) {
      wanted =
          files
              .filter(Files::isRegularFile)
              .map(file -> top + built.relativize(file))
              .filter(name -> !name.contains("/.")) // marks of the build
              .toList();
    }

    assertThat(wanted).isNotEmpty();
    assertThat(column(4)).containsAll(wanted);
  }

  @Test
  void hasNoLibraryOfTestsAndNoneThatNothingLoads() {
    assertThat(column(4))
        .noneMatch(name -> name.matches(".*/(junit|assertj|archunit|selenium|rocksdbjni)-.*"))
        .noneMatch(name -> name.endsWith("-tests.jar") || name.endsWith("-sources.jar"));
  }

  @Test
  void namesTheLicenceOfEveryLibrary() throws Exception {
    String licences = Files.readString(Path.of("target", "licences", "THIRD-PARTY.txt"));
    String top = "lockstep-" + Installation.version() + "/lib/";

    List<String> jars =
        column(4).stream()
            .filter(name -> name.startsWith(top) && name.endsWith(".jar"))
            .map(name -> name.substring(top.length(), name.length() - ".jar".length()))
            .filter(name -> !name.startsWith("lockstep-"))
            .toList();

    assertThat(jars).hasSizeGreaterThan(50);
    // Group:artifact:version there, artifact-version here.
    assertThat(jars)
        .allSatisfy(
            jar ->
                assertThat(licences.lines())
                    .as(jar)
                    .anyMatch(
                        line ->
                            line.replaceAll(".*\\([^:()]+:([^:]+):([^ ]+) - .*", "$1-$2")
                                .equals(jar)));
  }
}
