package io.lockstep.trust.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretChainTest {
  private static final String CLUSTER = "blue";
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private final ClusterSecret one = ClusterSecret.generate(1, RANDOM);
  private final ClusterSecret two = ClusterSecret.generate(2, RANDOM);
  private final ClusterSecret three = ClusterSecret.generate(3, RANDOM);
  private SealingKeys keys;
  private SecretChain chain;

  @BeforeEach
  void makeKeys() {
    keys = SealingKeys.loadOrCreate(folder.resolve("sealing.key"), RANDOM);
    chain = new SecretChain(CLUSTER, "n1", keys);
  }

  private SecretVersion version(ClusterSecret secret, ClusterSecret before, ClusterSecret after) {
    SecretVersion.Builder version =
        SecretVersion.newBuilder()
            .setVersion(secret.version())
            .setFingerprint(secret.fingerprint())
            .setState(after == null ? SecretState.CURRENT : SecretState.RETIRED);
    if (after != null) {
      version.setSealed(
          new Sealer()
              .seal(
                  secret.copy(),
                  CLUSTER,
                  EntityKeys.secret(secret.version()),
                  SecretRing.of(after)));
    }
    if (before != null) {
      byte[] sealed = SecretSeal.seal(secret, before, CLUSTER, "n1", keys.publicKey());
      version.setSealedFor(Map.of("n1", ByteBuffer.wrap(sealed)));
    }
    return version.build();
  }

  private List<SecretVersion> all() {
    return List.of(version(three, two, null), version(one, null, two), version(two, one, three));
  }

  @Test
  void leadsFromTheFirstToTheNewestForAMember() {
    SecretRing ring = chain.extend(SecretRing.of(one), all());

    assertThat(ring.versions()).containsExactly(1, 2, 3);
    assertThat(ring.current().fingerprint()).isEqualTo(three.fingerprint());
  }

  @Test
  void leadsFromTheNewestToTheFirstForEverybody() {
    SecretChain stranger =
        new SecretChain(
            CLUSTER, "n9", SealingKeys.loadOrCreate(folder.resolve("other.key"), RANDOM));

    assertThat(stranger.extend(SecretRing.of(three), all()).versions()).containsExactly(1, 2, 3);
    assertThat(stranger.extend(SecretRing.of(one), all()).versions()).containsExactly(1);
  }

  @Test
  void takesNothingThatWasMadeWithoutTheVersionBefore() {
    ClusterSecret thiefs = ClusterSecret.generate(1, RANDOM);
    SecretVersion forged = version(two, thiefs, null);

    assertThat(chain.extend(SecretRing.of(one), List.of(forged)).versions()).containsExactly(1);
  }

  @Test
  void takesNothingThatIsForAnotherNodeClusterOrVersion() {
    byte[] sealed = SecretSeal.seal(two, one, CLUSTER, "n1", keys.publicKey());

    assertThat(SecretSeal.open(sealed, 2, one, CLUSTER, "n1", keys)).isPresent();
    assertThat(SecretSeal.open(sealed, 2, one, CLUSTER, "n2", keys)).isEmpty();
    assertThat(SecretSeal.open(sealed, 2, one, "green", "n1", keys)).isEmpty();
    assertThat(SecretSeal.open(sealed, 3, one, CLUSTER, "n1", keys)).isEmpty();
    assertThat(SecretSeal.open(new byte[7], 2, one, CLUSTER, "n1", keys)).isEmpty();
    assertThat(SecretSeal.open(new byte[1100], 2, one, CLUSTER, "n1", keys)).isEmpty();
    for (int i : new int[] {0, 31, 40, sealed.length - 1}) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThat(SecretSeal.open(altered, 2, one, CLUSTER, "n1", keys)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void keepsItsKeyInAPrivateFileAndRefusesAnother() throws Exception {
    Path file = folder.resolve("sealing.key");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(SealingKeys.loadOrCreate(file, RANDOM).publicKey()).isEqualTo(keys.publicKey());
    Files.writeString(file, "no key");

    assertThatThrownBy(() -> SealingKeys.loadOrCreate(file, RANDOM))
        .isInstanceOf(RotationException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> SecretSeal.seal(two, one, CLUSTER, "n1", new byte[44]))
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("n1");
  }
}
