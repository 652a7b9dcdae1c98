package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.Samples;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates to test with. */
final class Made {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<KeyType, KeyPair> LONG = new ConcurrentHashMap<>();
  static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  static final CertificateGenerator GENERATOR = generator(Samples.NOW);

  private Made() {}

  static CertificateGenerator generator(Instant now) {
    return new CertificateGenerator(Clock.fixed(now, ZoneOffset.UTC), RANDOM, Made::keys);
  }

  /** Long RSA keys are made once: each takes seconds. */
  private static KeyPair keys(KeyType type) {
    return switch (type) {
      case RSA_3072, RSA_4096 -> LONG.computeIfAbsent(type, t -> t.generate(RANDOM));
      case RSA_2048, EC_P256, EC_P384, ED25519 -> type.generate(RANDOM);
    };
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
