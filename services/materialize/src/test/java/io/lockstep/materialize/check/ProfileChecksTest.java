package io.lockstep.materialize.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.materialize.profile.spec.CheckSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileChecksTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private ProfileChecks checks;

  @BeforeEach
  void prepare() {
    checks =
        new ProfileChecks(
            folder,
            name -> name.equals("lines") ? Optional.of(new LinesFormat()) : Optional.empty());
  }

  private List<CheckResult> run(CheckSpec spec) {
    return new CheckRunner(2, Duration.ofSeconds(30)).run(checks.of(spec));
  }

  private CheckResult only(CheckSpec spec) {
    List<CheckResult> results = run(spec);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private void write(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static CheckSpec.File file(String path, int mode, long size) {
    return new CheckSpec.File(
        "taeh", path, mode, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
  }

  private static CheckSpec.Command command(String... words) {
    return new CheckSpec.Command("shop", List.of(words), TIMEOUT);
  }

  @Test
  void aFileHasTheModeAndSizeThatAreWanted() throws IOException {
    write("taeh", "12345", "rw-------");

    assertThat(only(file("taeh", 0600, 5)).result()).isEqualTo(Verdict.PASS);
    assertThat(only(file(folder.resolve("taeh").toString(), -1, -1)).result())
        .isEqualTo(Verdict.PASS);
    assertThat(only(file("taeh", 0600, 1024)).what()).isEqualTo("it has 5 bytes, wanted are 1024");
    assertThat(only(file("taeh", 0640, 5)))
        .satisfies(
            result -> {
              assertThat(result.result()).isEqualTo(Verdict.FAIL);
              assertThat(result.what()).isEqualTo("its mode is 0600, wanted is 0640");
              assertThat(result.remedy()).startsWith("chmod 0640 ");
            });
    assertThat(only(file("none", 0600, 5)).what()).isEqualTo("there is no such file");
    assertThat(only(file(".", -1, -1)).result()).isEqualTo(Verdict.FAIL);
    assertThat(only(file("../taeh", -1, -1)).result()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aCommandExitsWithZeroInTheFolderOfTheFiles() throws IOException {
    write("here", "", "rw-r--r--");

    assertThat(only(command("ls", "here")).what()).isEqualTo("exit code 0: here");
    assertThat(only(command("ls", "elsewhere")))
        .satisfies(
            result -> {
              assertThat(result.result()).isEqualTo(Verdict.FAIL);
              assertThat(result.what()).startsWith("exit code ").contains("elsewhere");
            });
    assertThat(only(command("no-such-program-of-lockstep")).what())
        .startsWith("it cannot be started");
  }

  @Test
  void aCommandHasNoShellAndNoInput() {
    assertThat(only(command("echo", "$HOME", ";", "exit", "3")).what())
        .isEqualTo("exit code 0: $HOME ; exit 3");
    assertThat(only(command("cat")).result()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aCommandThatPrintsForEverIsKilledAtItsTime() {
    CheckSpec.Command endless =
        new CheckSpec.Command("shop", List.of("yes"), Duration.ofMillis(500));

    CheckResult result = only(endless);

    assertThat(result.result()).isEqualTo(Verdict.FAIL);
    assertThat(result.what()).isEqualTo("it was not done within 500 ms and was killed");
    assertThat(result.millis()).isBetween(500L, 20_000L);
  }

  @Test
  void defaultPasswordsAreFoundAndNoneIsTold() throws IOException {
    write("shop.conf", "admin=admin\nuser=Xk2-secret\n", "rw-------");

    List<CheckResult> results =
        run(
            new CheckSpec.DefaultPassword(
                "passwords",
                "shop.conf",
                "lines",
                List.of("admin", "user", "guest"),
                Map.of("admin", "shop.password"),
                List.of("admin", "changeit")));

    assertThat(results)
        .extracting(CheckResult::subject, CheckResult::result)
        .containsExactly(
            tuple("shop.conf admin", Verdict.FAIL),
            tuple("shop.conf user", Verdict.PASS),
            tuple("shop.conf guest", Verdict.SKIP));
    assertThat(results.get(0).remedy())
        .isEqualTo("set another: lockstep config set shop.password --secret --value-file FILE");
    assertThat(results.toString()).doesNotContain("Xk2-secret").doesNotContain("changeit");
  }

  @Test
  void aDefaultPasswordThatNoParameterWritesIsChangedInTheFile() throws IOException {
    write("shop.conf", "admin=admin\n", "rw-------");

    assertThat(
            only(new CheckSpec.DefaultPassword(
                    "passwords",
                    "shop.conf",
                    "lines",
                    List.of("admin"),
                    Map.of(),
                    List.of("admin")))
                .remedy())
        .contains("change the file by hand")
        .doesNotContain("NAME");
  }

  @Test
  void secretsInTheClearAreFoundAndNoneIsTold() throws IOException {
    write("shop.conf", "a=$secret{a}\nb=Xk2-secret\n", "rw-------");

    List<CheckResult> results =
        run(
            new CheckSpec.Encrypted(
                "sealed", "shop.conf", "lines", List.of("a", "b"), "\\$secret\\{.*\\}"));

    assertThat(results).extracting(CheckResult::result).containsExactly(Verdict.PASS, Verdict.FAIL);
    assertThat(results.toString()).doesNotContain("Xk2-secret");
  }

  @Test
  void aFileThatDoesNotParseIsNotQuoted() throws IOException {
    write("shop.conf", "Xk2-secret\n", "rw-------");

    CheckResult result =
        only(new CheckSpec.Encrypted("sealed", "shop.conf", "lines", List.of("a"), ".*"));

    assertThat(result.result()).isEqualTo(Verdict.FAIL);
    assertThat(result.what()).contains("line 1").doesNotContain("Xk2-secret");
  }

  @Test
  void whatCannotBeLookedAtIsSaidSo() {
    assertThat(
            only(new CheckSpec.Encrypted("sealed", "none", "lines", List.of("a"), ".*")).result())
        .isEqualTo(Verdict.SKIP);
    assertThat(only(new CheckSpec.Encrypted("sealed", "none", "odd", List.of("a"), ".*")).what())
        .contains("format odd");
    assertThat(only(new CheckSpec.Encrypted("sealed", "none", "lines", List.of("a"), "(")).result())
        .isEqualTo(Verdict.FAIL);
  }
}
