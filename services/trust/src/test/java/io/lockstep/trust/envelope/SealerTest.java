package io.lockstep.trust.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Envelope;
import io.lockstep.trust.Samples;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final byte[] PLAIN = "a secret value".getBytes(StandardCharsets.UTF_8);

  private final SecretRing ring = Samples.ring(1);
  private final Sealer sealer = new Sealer();
  private final Envelope envelope = sealer.seal(PLAIN, "c1", "configuration/Key", ring);

  @Test
  void opensWhatItSealed() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] plain = Samples.bytes(random, 2000);
      String cluster = Samples.text(random, 20);
      String entity = Samples.text(random, 40);

      Envelope sealed = sealer.seal(plain, cluster, entity, ring);

      assertThat(sealer.open(sealed, cluster, entity, ring)).isEqualTo(plain);
    }
  }

  @Test
  void leavesTheEnvelopeAsItWas() {
    sealer.open(envelope, "c1", "configuration/Key", ring);

    assertThat(sealer.open(envelope, "c1", "configuration/Key", ring)).isEqualTo(PLAIN);
  }

  @Test
  void neverTakesANonceTwice() {
    Set<ByteBuffer> nonces = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      nonces.add(sealer.seal(PLAIN, "c1", "e", ring).getNonce());
    }

    assertThat(nonces).hasSize(1000).allMatch(nonce -> nonce.remaining() == 12);
  }

  @Test
  void refusesAnyFlippedBit() {
    for (int bit = 0; bit < (PLAIN.length + 16) * 8; bit++) {
      Envelope altered = Envelope.newBuilder(envelope).build();
      altered.setCiphertext(flip(envelope.getCiphertext(), bit));
      altered(altered, "c1", "configuration/Key");
    }
    for (int bit = 0; bit < 12 * 8; bit++) {
      Envelope altered = Envelope.newBuilder(envelope).build();
      altered.setNonce(flip(envelope.getNonce(), bit));
      altered(altered, "c1", "configuration/Key");
    }
  }

  @Test
  void refusesAnyShorterEnvelope() {
    for (int length = 0; length < PLAIN.length + 16; length++) {
      Envelope altered = Envelope.newBuilder(envelope).build();
      altered.setCiphertext(envelope.getCiphertext().duplicate().limit(length));
      altered(altered, "c1", "configuration/Key");
    }
    Envelope altered = Envelope.newBuilder(envelope).build();
    altered.setNonce(ByteBuffer.allocate(0));
    altered(altered, "c1", "configuration/Key");
  }

  @Test
  void refusesAnEnvelopeOfAnotherEntityOrCluster() {
    altered(envelope, "c1", "configuration/Other");
    altered(envelope, "c2", "configuration/Key");
  }

  @Test
  void tellsWhereClusterAndEntityMeet() {
    Envelope sealed = sealer.seal(PLAIN, "ab", "c", ring);

    altered(sealed, "a", "bc");
    altered(sealed, "abc", "");
  }

  @Test
  void refusesAnEnvelopeThatNamesAnotherVersion() {
    SecretRing both = ring.with(Samples.secret(2, 2));
    Envelope altered = Envelope.newBuilder(envelope).setSecretVersion(2).build();

    assertThatThrownBy(() -> sealer.open(altered, "c1", "configuration/Key", both))
        .extracting("code")
        .isEqualTo("envelope-altered");
  }

  @Test
  void refusesAnEnvelopeOfAnotherSecret() {
    assertThatThrownBy(() -> sealer.open(envelope, "c1", "configuration/Key", Samples.ring(2)))
        .extracting("code")
        .isEqualTo("envelope-altered");
  }

  @Test
  void tellsAVersionThatItHasNot() {
    SecretRing later = SecretRing.of(Samples.secret(2, 2));

    assertThatThrownBy(() -> sealer.open(envelope, "c1", "configuration/Key", later))
        .hasMessageContaining("version 1")
        .hasMessageContaining("[2]")
        .hasMessageContaining("configuration/Key")
        .extracting("code")
        .isEqualTo("envelope-unknown-version");
  }

  @Test
  void opensWithAnOldVersionAndSealsWithTheCurrentOne() {
    SecretRing rotated = ring.with(Samples.secret(2, 2)).withCurrent(2);

    Envelope sealed = sealer.seal(PLAIN, "c1", "configuration/Key", rotated);

    assertThat(sealed.getSecretVersion()).isEqualTo(2);
    assertThat(sealer.open(sealed, "c1", "configuration/Key", rotated)).isEqualTo(PLAIN);
    assertThat(sealer.open(envelope, "c1", "configuration/Key", rotated)).isEqualTo(PLAIN);
  }

  private void altered(Envelope changed, String cluster, String entity) {
    assertThatThrownBy(() -> sealer.open(changed, cluster, entity, ring))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageNotContaining("a secret value")
        .extracting("code")
        .isEqualTo("envelope-altered");
  }

  private static ByteBuffer flip(ByteBuffer buffer, int bit) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return ByteBuffer.wrap(bytes);
  }
}
