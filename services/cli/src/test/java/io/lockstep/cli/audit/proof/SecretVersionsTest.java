package io.lockstep.cli.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVersionsTest {
  static {
    TrustedRecords.declare();
  }

  private final ClusterSecret first = ClusterSecret.generate(1, new SecureRandom());
  private final ClusterSecret second = ClusterSecret.generate(2, new SecureRandom());
  private final ClusterSecret third = ClusterSecret.generate(3, new SecureRandom());
  private final SecretVersions versions = new SecretVersions("c1");

  @TempDir Path folder;

  private SecretFile file(ClusterSecret secret) {
    SecretFile file = new SecretFile(folder.resolve("taeh" + secret.version()));
    file.create(secret);
    return file;
  }

  private static ClusterFounded founded(ClusterSecret secret) {
    return new ClusterFounded("c1", null, secret.fingerprint());
  }

  private static SecretChanged changed(ClusterSecret secret, Envelope sealed) {
    return new SecretChanged(
        new SecretVersion(
            secret.version(),
            secret.fingerprint(),
            sealed == null ? SecretState.CURRENT : SecretState.RETIRING,
            sealed,
            Map.of()));
  }

  private static Envelope sealed(ClusterSecret secret, ClusterSecret with) {
    return new Sealer()
        .seal(secret.copy(), "c1", "secret/" + secret.version(), SecretRing.of(with));
  }

  @Test
  void takesTheSecretOfTheFoundingForTheFirstVersion() {
    versions.take(founded(first));

    assertThat(versions.names(first.fingerprint())).isTrue();
    assertThat(versions.open(file(first)).orElseThrow().versions()).containsExactly(1);
  }

  @Test
  void opensOlderVersionsWithTheNewest() {
    versions.take(founded(first));
    versions.take(changed(second, null));
    versions.take(changed(first, sealed(first, second)));
    versions.take(changed(third, null));
    versions.take(changed(second, sealed(second, third)));

    SecretRing ring = versions.open(file(third)).orElseThrow();

    assertThat(ring.versions()).containsExactly(1, 2, 3);
    assertThat(ring.get(1).orElseThrow().fingerprint()).isEqualTo(first.fingerprint());
    assertThat(versions.open(file(first)).orElseThrow().versions()).containsExactly(1);
    assertThat(versions.open(file(second)).orElseThrow().versions()).containsExactly(1, 2);
  }

  @Test
  void isNotLedAstrayByForgedRecords() {
    ClusterSecret forged = ClusterSecret.generate(1, new SecureRandom());
    versions.take(founded(first));
    versions.take(changed(second, null));
    versions.take(changed(first, sealed(first, third)));
    versions.take(changed(first, sealed(forged, second)));
    versions.take(changed(first, sealed(first, second)));

    SecretRing ring = versions.open(file(second)).orElseThrow();

    assertThat(ring.versions()).containsExactly(1, 2);
    assertThat(ring.get(1).orElseThrow().fingerprint()).isEqualTo(first.fingerprint());
  }

  @Test
  void refusesASecretThatTheJournalDoesNotName() {
    versions.take(founded(first));

    assertThat(versions.open(file(second))).isEmpty();
    assertThat(versions.fingerprints()).containsExactly(Map.entry(1, first.fingerprint()));
  }

  @Test
  void takesAJournalWithoutFingerprintsForOneOfTheFirstVersion() {
    versions.take(new ClusterFounded("c1", null, null));

    assertThat(versions.open(file(first)).orElseThrow().versions()).containsExactly(1);
  }

  @Test
  void refusesAFileThatOthersCanRead() throws Exception {
    SecretFile file = file(first);
    Files.setPosixFilePermissions(
        folder.resolve("taeh1"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> versions.open(file)).isInstanceOf(TrustException.class);
  }
}
