package io.lockstep.cli.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import io.lockstep.schema.Token;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.secret.ClusterSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundingFilesTest {
  @TempDir Path folder;

  @Test
  void makesASecretWhereThereIsNone() throws Exception {
    Path file = folder.resolve("taeh");

    try (ClusterSecret secret = new FoundingSecret("c1", file).readOrCreate()) {
      assertThat(secret.fingerprint()).hasSize(32);
    }
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(Files.size(file)).isEqualTo(1024);
  }

  @Test
  void takesTheSecretThatIsThere() {
    FoundingSecret file = new FoundingSecret("c1", folder.resolve("taeh"));
    String first = file.readOrCreate().fingerprint();

    assertThat(new FoundingSecret("c1", file.path()).readOrCreate().fingerprint()).isEqualTo(first);
  }

  @Test
  void makesNoSecondSecretForAClusterThatIsFounded() {
    FoundingSecret file = new FoundingSecret("c1", folder.resolve("taeh"));

    assertThatThrownBy(file::requireThere)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cluster c1 is founded already")
        .hasMessageContaining("--secret-file");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void deletesASecretThatBecameThatOfNoCluster() {
    FoundingSecret file = new FoundingSecret("c1", folder.resolve("taeh"));
    file.readOrCreate().close();

    assertThatThrownBy(file::forgetCreated).isInstanceOf(Failure.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void keepsASecretThatWasThereBefore() {
    Path path = folder.resolve("taeh");
    new FoundingSecret("c1", path).readOrCreate().close();
    FoundingSecret file = new FoundingSecret("c1", path);
    file.readOrCreate().close();

    file.forgetCreated();

    assertThat(path).exists();
  }

  @Test
  void writesATokenForEachNodeAndTakesOneThatIsThere() throws Exception {
    Path file = folder.resolve("n2.token");

    List<Token> first = FoundingTokens.of(Map.of("n2", file));
    List<Token> again = FoundingTokens.of(Map.of("n2", file));

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(first.get(0).getSubject()).isEqualTo("n2");
    assertThat(again.get(0).getId()).isEqualTo(first.get(0).getId());
    assertThat(Files.readString(file)).doesNotContain(first.get(0).getId());
  }

  @Test
  void refusesATokenThatOthersMayRead() throws Exception {
    Path file = Files.writeString(folder.resolve("n2.token"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> FoundingTokens.of(Map.of("n2", file)))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining("0644");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
