package io.lockstep.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.SessionTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxSecretsTest {
  @TempDir Path folder;
  private SandboxOptions options;
  private SandboxSecrets secrets;

  @BeforeEach
  void makeSandbox() {
    options = SandboxOptions.of(folder).withNodes(2);
    secrets = new SandboxSecrets(options);
  }

  private String fingerprint(String node) {
    return new SecretFile(taeh(node)).read(1).fingerprint();
  }

  private Path taeh(String node) {
    return options.nodeData(node).resolve("taeh");
  }

  @Test
  void givesEveryNodeTheSameSecret() throws Exception {
    secrets.provide();

    assertThat(fingerprint("n1")).isEqualTo(fingerprint("n2"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taeh("n2"))))
        .isEqualTo("rw-------");
  }

  @Test
  void givesALaterNodeTheSecretThatWasWrittenLast() throws Exception {
    secrets.provide();
    Files.delete(taeh("n2"));
    ClusterSecret rotated = ClusterSecret.generate(2, new SecureRandom());
    new SecretFile(taeh("n2")).create(rotated);
    Files.setLastModifiedTime(taeh("n1"), FileTime.from(Instant.EPOCH));

    new SandboxSecrets(options.withNodes(3)).provide();

    assertThat(fingerprint("n3")).isEqualTo(rotated.fingerprint());
  }

  @Test
  void writesASessionThatTheNodesTake() throws Exception {
    secrets.provide();
    secrets.writeAdminToken(secrets.adminToken(1, "ann"));
    secrets.writeAdminToken(secrets.adminToken(2, "ann"));

    NodeAccess access = NodeAccess.of(options.authorities(), options.adminToken());
    String token = access.authorization().orElseThrow().substring("Bearer ".length());
    ClusterSecret secret = new SecretFile(taeh("n1")).read(2);
    assertThat(
            new SessionTokens(
                    options.cluster(), SecretRing.of(secret), Clock.systemUTC(), new SecureRandom())
                .verify(token, id -> false)
                .role())
        .isEqualTo(Role.ADMIN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(options.adminToken())))
        .isEqualTo("rw-------");
  }

  @Test
  void knowsWhoIsInvited() throws Exception {
    secrets.provide();
    assertThat(secrets.isInvited("n2")).isFalse();

    secrets.writeJoinToken("n2", "value");

    assertThat(secrets.isInvited("n2")).isTrue();
    assertThat(secrets.joinToken("n2")).hasContent("value\n");
  }

  @Test
  void remembersTheVersionOfTheSecret() {
    assertThat(secrets.version()).isEqualTo(1);

    secrets.writeVersion(3);

    assertThat(secrets.version()).isEqualTo(3);
  }
}
