package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
  private static final String HOME = "lockstep.home";

  @TempDir Path home;
  private final String before = System.getProperty(HOME);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  private Path sandbox() throws IOException {
    Path sandbox = Files.createDirectory(home.resolve("sandbox-of-a-run"));
    for (String process : List.of("n1", "status", "command")) {
      Files.createDirectory(sandbox.resolve(process));
      Files.writeString(sandbox.resolve(process).resolve("classes.jsa"), "of " + process);
    }
    return sandbox;
  }

  @Test
  void whatARunMadeIsTakenOverAndUsedByNodesAndByStatus() throws IOException {
    System.setProperty(HOME, home.toString());
    Path folder = ClassArchives.folder(home);

    ClassArchives.take(sandbox(), folder);

    assertThat(folder).isEqualTo(home.resolve("cds"));
    assertThat(folder.resolve("node.jsa")).hasContent("of n1");
    assertThat(folder.resolve("status.jsa")).hasContent("of status");
    assertThat(folder.resolve("command.jsa")).hasContent("of command");
    assertThat(ClassArchives.using(ClassArchives.NODE, List.of("-cp", "x")))
        .contains("-XX:SharedArchiveFile=" + folder.resolve("node.jsa"));
    assertThat(ClassArchives.using(ClassArchives.STATUS, List.of("-cp", "x")))
        .contains("-XX:SharedArchiveFile=" + folder.resolve("status.jsa"));
  }

  @Test
  void aRunThatMakesOneUsesNone() throws IOException {
    System.setProperty(HOME, home.toString());
    ClassArchives.take(sandbox(), ClassArchives.folder(home));

    assertThat(ClassArchives.using(ClassArchives.NODE, ClassArchives.making())).isEmpty();
  }

  @Test
  void withoutAnyThereIsNothingToSay() {
    System.setProperty(HOME, home.toString());
    assertThat(ClassArchives.using(ClassArchives.NODE, List.of())).isEmpty();

    System.clearProperty(HOME);
    assertThat(ClassArchives.using(ClassArchives.NODE, List.of())).isEmpty();
  }

  @Test
  void aCheckoutKeepsThemWithWhatItBuilds() throws IOException {
    Files.createFile(home.resolve("pom.xml"));

    assertThat(ClassArchives.folder(home)).isEqualTo(home.resolve("services/cli/target/cds"));
  }

  @Test
  void aRunThatMadeNoneIsTold() throws IOException {
    Path sandbox = sandbox();
    Files.delete(sandbox.resolve("n1").resolve("classes.jsa"));

    assertThatThrownBy(() -> ClassArchives.take(sandbox, home.resolve("cds")))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("the JVM of n1 wrote no archive")
        .hasMessageContaining("try again");
    assertThat(home.resolve("cds")).doesNotExist();
  }

  @Test
  void aCommandThatFailsIsTold() throws IOException {
    Path sandbox = sandbox();
    Files.createDirectory(sandbox.resolve("logs"));
    SandboxOptions options =
        SandboxOptions.of(sandbox).withNodeProgram(List.of("-cp", "nowhere", "no.such.Program"));

    assertThatThrownBy(() -> ClassArchives.runCommand(options, List.of("config", "list")))
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith("`lockstep config list` failed:")
        .hasMessageContaining("no.such.Program");
  }
}
