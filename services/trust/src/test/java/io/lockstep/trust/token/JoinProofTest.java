package io.lockstep.trust.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.trust.Samples;
import io.lockstep.trust.secret.SecretRing;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinProofTest {
  private final SecretRing ring = Samples.ring(1);
  private final SecureRandom random = new SecureRandom();
  private final JoinRequest request = new JoinRequest("c1", "token", "n4", new byte[] {1, 2, 3});
  private final byte[] proof = JoinProof.create(request, ring, random);

  @Test
  void provesTheSecret() {
    Random texts = new Random(3);
    for (int i = 0; i < 100; i++) {
      JoinRequest each =
          new JoinRequest(
              Samples.text(texts, 9),
              Samples.text(texts, 9),
              Samples.text(texts, 9),
              Samples.bytes(texts, 50));

      byte[] made = JoinProof.create(each, ring, random);

      assertThat(JoinProof.verify(made, each, ring)).isEqualTo(ProofVerdict.VALID);
    }
  }

  @Test
  void isNeverTheSame() {
    assertThat(JoinProof.create(request, ring, random)).isNotEqualTo(proof);
  }

  @Test
  void isForOneRequestAlone() {
    for (JoinRequest other :
        List.of(
            new JoinRequest("c2", "token", "n4", new byte[] {1, 2, 3}),
            new JoinRequest("c1", "token2", "n4", new byte[] {1, 2, 3}),
            new JoinRequest("c1", "token", "n5", new byte[] {1, 2, 3}),
            new JoinRequest("c1", "token", "n4", new byte[] {1, 2, 4}),
            new JoinRequest("c1", "toke", "nn4", new byte[] {1, 2, 3}),
            new JoinRequest("c1", "tokenn", "4", new byte[] {1, 2, 3}))) {
      assertThat(JoinProof.verify(proof, other, ring)).isEqualTo(ProofVerdict.WRONG);
    }
  }

  @Test
  void doesNotProveAnotherSecret() {
    assertThat(JoinProof.verify(proof, request, Samples.ring(2))).isEqualTo(ProofVerdict.WRONG);
  }

  @Test
  void tellsAVersionThatIsNotThere() {
    assertThat(JoinProof.verify(proof, request, SecretRing.of(Samples.secret(2, 1))))
        .isEqualTo(ProofVerdict.UNKNOWN_VERSION);
  }

  @Test
  void findsEveryFlippedBit() {
    for (int bit = 0; bit < proof.length * 8; bit++) {
      byte[] altered = proof.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(JoinProof.verify(altered, request, ring))
          .isEqualTo(bit < 32 ? ProofVerdict.UNKNOWN_VERSION : ProofVerdict.WRONG);
    }
  }

  @Test
  void findsAnotherLength() {
    assertThat(JoinProof.verify(null, request, ring)).isEqualTo(ProofVerdict.MALFORMED);
    for (int length = 0; length < 60; length++) {
      if (length != proof.length) {
        byte[] altered = Arrays.copyOf(proof, length);

        assertThat(JoinProof.verify(altered, request, ring)).isEqualTo(ProofVerdict.MALFORMED);
      }
    }
  }
}
