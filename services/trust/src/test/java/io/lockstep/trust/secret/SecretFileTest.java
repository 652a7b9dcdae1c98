package io.lockstep.trust.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  private final ClusterSecret secret = Samples.secret(1, 1);
  private Path path;
  private SecretFile file;

  @BeforeEach
  void file(@TempDir Path folder) {
    path = folder.resolve(SecretFile.NAME);
    file = new SecretFile(path);
  }

  @Test
  void readsWhatItCreated() throws IOException {
    file.create(secret);

    assertThat(file.read(1).copy()).isEqualTo(secret.copy());
    assertThat(Files.readAllBytes(path)).isEqualTo(secret.copy());
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void neverReplacesASecret() throws IOException {
    file.create(secret);

    assertThatThrownBy(() -> file.create(Samples.secret(1, 2)))
        .extracting("code")
        .isEqualTo("secret-exists");
    assertThat(Files.readAllBytes(path)).isEqualTo(secret.copy());
  }

  @Test
  void refusesTheSecretOfAnotherCluster() {
    file.create(secret);
    String wanted = Samples.secret(1, 2).fingerprint();

    assertThatThrownBy(() -> file.read(1, wanted, "the founding of cluster c1"))
        .hasMessageContaining(secret.fingerprint())
        .hasMessageContaining(wanted)
        .extracting("code")
        .isEqualTo("secret-mismatch");
  }

  @Test
  void readsTheSecretOfTheCluster() {
    file.create(secret);

    assertThat(file.read(3, secret.fingerprint(), "the cluster").version()).isEqualTo(3);
  }

  @Test
  void tellsTheLengthOfATornFile() throws IOException {
    Files.write(path, new byte[1023]);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> file.read(1))
        .hasMessageContaining("1023")
        .extracting("code")
        .isEqualTo("secret-length");
  }
}
