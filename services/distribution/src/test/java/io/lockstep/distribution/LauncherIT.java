package io.lockstep.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.distribution.Installation.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, the completion and the units, of an installation in a folder with spaces. */
class LauncherIT {
  @TempDir static Path temporary;

  private static Installation installation;

  @BeforeAll
  static void unpack() throws Exception {
    installation = Installation.in(temporary.resolve("a folder"));
  }

  private static Result launch(Map<String, String> environment, String... arguments)
      throws Exception {
    return Installation.run(
        temporary,
        environment,
        Stream.concat(Stream.of(installation.launcher().toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void showsTheVersionOfTheArchive() throws Exception {
    Result result = launch(Installation.java(), "--version");

    assertThat(result).isEqualTo(new Result(0, "lockstep " + Installation.version() + "\n", ""));
  }

  @Test
  void worksThroughLinksFromAnyFolder() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("local bin"));
    Files.createSymbolicLink(temporary.resolve("current"), installation.home());
    Files.createSymbolicLink(bin.resolve("lockstep"), Path.of("../current/bin/lockstep"));
    Map<String, String> environment = new HashMap<>(Installation.java());
    // With it `cd` writes where it went.
    environment.put("CDPATH", temporary.toString());

    Result result = Installation.run(bin, environment, "./lockstep", "--help");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("Usage: lockstep");
  }

  @Test
  void handsOptionsToTheJvm() throws Exception {
    Map<String, String> environment = new HashMap<>(Installation.java());
    environment.put("LOCKSTEP_OPTS", "-Xmx64m -showversion");

    assertThat(launch(environment, "--version").err()).contains("Runtime Environment");
  }

  @Test
  void handsTheExitCodeOn() throws Exception {
    assertThat(launch(Installation.java(), "no-such-command").exitCode()).isEqualTo(2);
  }

  /** So that the signals of whoever started it reach the JVM. */
  @Test
  void isReplacedByTheJvm() throws Exception {
    Path jdk = temporary.resolve("jdk 17");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\n[ \"$1\" = -version ] && exec echo 'openjdk version \"17.0.1\"' >&2\necho $$\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Result result =
        Installation.run(
            temporary,
            Map.of("JAVA_HOME", jdk.toString()),
            "bash",
            "-c",
            "echo $$; exec \"$0\" status run",
            installation.launcher().toString());

    List<String> processes = result.out().lines().toList();
    assertThat(processes).as(result.err()).hasSize(2);
    assertThat(processes.get(1)).isEqualTo(processes.get(0));
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Result result = launch(Map.of("PATH", toolsWithoutJava().toString()), "--version");

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                "",
                "lockstep: found no java; install Java 17 or newer, or set JAVA_HOME to one\n"));
  }

  @Test
  void saysThatJavaHomeHasNone() throws Exception {
    Result result = launch(Map.of("JAVA_HOME", "/no where"), "--version");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("JAVA_HOME is /no where, which has no bin/java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_402", "11.0.22"})
  void saysThatJavaIsTooOld(String version) throws Exception {
    Path jdk = temporary.resolve("jdk " + version);
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"openjdk version \\\"" + version + "\\\"\" >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Result result = launch(Map.of("JAVA_HOME", jdk.toString()), "--version");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("needs Java 17 or newer, but " + java + " is " + version);
  }

  @Test
  void completesSubcommandsInBash() throws Exception {
    String script =
        """
        source "$1"
        complete -p lockstep
        COMP_WORDS=(lockstep primary pro) COMP_CWORD=2
        _complete_lockstep
        echo "${COMPREPLY[@]}"
        """;

    Result result = Installation.run(temporary, Map.of(), "bash", "-c", script, "-", completion());

    assertThat(result.out().lines().toList())
        .containsExactly("complete -o default -F _complete_lockstep lockstep", "promote");
  }

  @Test
  void registersTheCompletionInZsh() throws Exception {
    Tools.need("zsh");
    String script = "source \"$1\"; print -r -- \"${_comps[lockstep]}\"";

    Result result = Installation.run(temporary, Map.of(), "zsh", "-fc", script, "-", completion());

    assertThat(result.out()).as(result.err()).contains("_complete_lockstep");
  }

  private static String completion() {
    return installation.home().resolve("completion/lockstep").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lockstep-node.service", "lockstep-status.service"})
  void systemdTakesTheUnits(String name) throws Exception {
    Tools.need("systemd-analyze");
    // Where the README has it installed, nothing is on this machine.
    Path link = temporary.resolve("opt-lockstep");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, installation.home());
    String unit = Files.readString(installation.home().resolve("systemd").resolve(name));
    Path file = temporary.resolve(name);
    Files.writeString(file, unit.replace("/opt/lockstep", link.toString()));

    Result verify =
        Installation.run(temporary, Map.of(), "systemd-analyze", "verify", file.toString());
    Result security =
        Installation.run(
            temporary,
            Map.of(),
            "systemd-analyze",
            "security",
            "--offline=true",
            "--no-pager",
            "--threshold=20",
            file.toString());

    assertThat(verify).isEqualTo(new Result(0, "", ""));
    assertThat(security.exitCode()).as("exposure of 2.0 at most: " + security.out()).isZero();
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    Tools.need("shellcheck");

    Result result =
        Installation.run(
            Path.of("").toAbsolutePath(),
            Map.of(),
            "shellcheck",
            "src/main/bin/lockstep",
            "../../lockstep",
            "../../.ci/run");

    assertThat(result).isEqualTo(new Result(0, "", ""));
  }

  /** A folder with all that the launcher calls but java. */
  private static Path toolsWithoutJava() throws Exception {
    Path tools = Files.createDirectories(temporary.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink", "sed")) {
      Path link = tools.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Tools.find(tool).orElseThrow());
      }
    }
    return tools;
  }
}
