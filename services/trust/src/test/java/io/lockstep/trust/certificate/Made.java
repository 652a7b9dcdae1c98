package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.Samples;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Certificates to test with. */
final class Made {
  static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  static final CertificateGenerator GENERATOR = generator(Samples.NOW);

  private Made() {}

  static CertificateGenerator generator(Instant now) {
    return new CertificateGenerator(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
  }

  static InternalCa ca(String name) {
    return InternalCa.create("CN=" + name + ",O=Lockstep", KeyType.EC_P256, GENERATOR);
  }

  static CertificateSpec spec(KeyType type) {
    return new CertificateSpec(
        "CN=n1.example,O=Example",
        List.of("n1.example", "192.0.2.1", "2001:db8::1"),
        type,
        Algorithms.CERTIFICATE_LIFE);
  }
}
