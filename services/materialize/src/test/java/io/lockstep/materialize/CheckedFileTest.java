package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.plan.Treatment;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.DriftPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedFileTest {
  @TempDir Path temp;
  private Path checker;
  private Path asked;
  private Images images = Images.empty().set("a.conf", "shared", "1").set("b.conf", "shared", "1");
  private Materializer materializer;

  @BeforeEach
  void start() throws IOException {
    checker = temp.resolve("checker");
    asked = temp.resolve("asked");
    Files.createFile(asked);
    Files.writeString(
        checker,
        "#!/bin/sh\necho \"$1\" >> %s\nif grep -q bad \"$1\"; then echo \"$1: it is bad\"; exit 3; fi\n"
            .formatted(asked));
    Files.setPosixFilePermissions(checker, PosixFilePermissions.fromString("rwxr-xr-x"));
    use(List.of(checker.toString(), "{file}"));
  }

  private void use(List<String> check) {
    materializer =
        new Materializer(
            temp.resolve("files"),
            temp.resolve("data/manifest.json"),
            new EditingProfile(DriftPolicy.REPAIR, true, 0640, check),
            "n1",
            new TestSecrets());
  }

  private WriteResult write() {
    return materializer.write(images.image(), Treatment.USUAL);
  }

  @Test
  void showsAFileToItsCommandBeforeAnybodySeesItUnderANameWithItsEnd() throws IOException {
    assertThat(write().written()).containsExactly("a.conf", "b.conf");

    assertThat(Files.readAllLines(asked))
        .hasSize(2)
        .allMatch(path -> path.startsWith(temp.resolve("files").toString()))
        .allMatch(path -> path.contains(".lockstep-tmp-") && path.endsWith(".conf"));
    assertThat(temp.resolve("files").toFile().list()).containsExactlyInAnyOrder("a.conf", "b.conf");
    write();
    assertThat(Files.readAllLines(asked)).as("not asked again").hasSize(2);
  }

  @Test
  void holdsAFileThatIsNotAcceptedAndWritesTheOthers() throws IOException {
    write();
    images = images.set("a.conf", "shared", "bad").set("b.conf", "shared", "2");

    WriteResult result = write();

    assertThat(result.written()).containsExactly("b.conf");
    assertThat(result.problems())
        .containsExactly(
            "a.conf stays as it is: its check, %s, does not accept it (exit code 3: a.conf: it is bad)"
                .formatted(checker));
    assertThat(temp.resolve("files/a.conf")).hasContent("1");
    assertThat(temp.resolve("files").toFile().list()).hasSize(2);
    assertThat(materializer.drifted()).isEmpty();
    long before = Files.readAllLines(asked).size();
    assertThat(write().problems()).isEqualTo(result.problems());
    assertThat(Files.readAllLines(asked)).as("not asked again at once").hasSize((int) before);

    images = images.set("a.conf", "shared", "good");
    assertThat(write().problems()).isEmpty();
    assertThat(temp.resolve("files/a.conf")).hasContent("good");
  }

  @Test
  void holdsAFileWhoseCommandIsMissing() {
    use(List.of("/no/such/program", "{file}"));

    WriteResult result = write();

    assertThat(result.written()).isEmpty();
    assertThat(result.problems())
        .hasSize(2)
        .allMatch(problem -> problem.contains("/no/such/program"))
        .allMatch(problem -> problem.contains("cannot be started: No such file or directory"));
    assertThat(temp.resolve("files").toFile().list()).isEmpty();
  }
}
