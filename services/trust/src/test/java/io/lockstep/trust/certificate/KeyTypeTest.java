package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class KeyTypeTest {
  @Test
  void aGeneratorMakesNewKeysEachTime() {
    var generator = new CertificateGenerator(Clock.systemUTC(), new SecureRandom());

    var one = generator.selfSigned(Made.spec(KeyType.RSA_2048));
    var two = generator.selfSigned(Made.spec(KeyType.RSA_2048));

    assertThat(one.key()).isNotEqualTo(two.key());
  }
}
